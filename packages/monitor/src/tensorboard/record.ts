// The framing of a TFRecord: length, its checksum, data, their checksum; all little endian.
import { maskedCrc32c } from './crc32c.js';

/** uint64 length | uint32 masked CRC-32C of the length | data | uint32 masked CRC-32C of the data */
export function frameRecord(data: Uint8Array): Uint8Array {
  const framed = new Uint8Array(data.length + 16);
  const view = new DataView(framed.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(framed.subarray(0, 8)), true);
  framed.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return framed;
}
