// CRC-32 (IEEE 802.3, as in gzip and PNG): notices bytes that changed on a disk or a wire.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
  return value;
});

/**
 * The checksum of some bytes, from 0 to 2^32 - 1.
 *
 * @param bytes  what to check
 * @param before  the checksum of what comes before, to go on from there; 0 at the start
 * @example
 * crc32(new TextEncoder().encode('123456789')).toString(16); // 'cbf43926'
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let i = 0; i < bytes.length; i += 1) {
    value = (value >>> 8) ^ table[(value ^ bytes[i]!) & 0xff]!;
  }
  return ~value >>> 0;
}
