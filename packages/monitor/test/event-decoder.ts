// Reads event files by the specifications of TFRecord, protocol buffers, event.proto and summary.proto; shares nothing with what
// writes them.

/** CRC-32C bit by bit: the remainder of the reflected message by 0x1EDC6F41. */
function castagnoli(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const odd = ((remainder ^ (byte >> bit)) & 1) === 1;
      remainder = (remainder >>> 1) ^ (odd ? 0x82f63b78 : 0);
    }
  }
  return (remainder ^ 0xffffffff) >>> 0;
}

/** As TensorFlow's crc32c.h unmasks: subtract the constant, rotate left by 15... of what was rotated right by 15. */
function unmasked(masked: number): number {
  const rotated = (masked - 0xa282ead8) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

/** The data of all records. */
export function readRecords(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found: Uint8Array[] = [];
  let at = 0;
  while (at < file.length) {
    const length = Number(view.getBigUint64(at, true));
    const head = file.subarray(at, at + 8);
    if (castagnoli(head) !== unmasked(view.getUint32(at + 8, true))) throw new Error('bad length');
    const data = file.subarray(at + 12, at + 12 + length);
    const check = view.getUint32(at + 12 + length, true);
    if (data.length !== length || castagnoli(data) !== unmasked(check)) throw new Error('bad data');
    found.push(data);
    at += 16 + length;
  }
  return found;
}

type Field = number | Uint8Array | DataView;

/** Fields of a message by number, as they come. */
function fieldsOf(bytes: Uint8Array): Map<number, Field[]> {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes.at(at++) ?? 0;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    at += length;
    if (at > bytes.length) throw new Error('message ends early');
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key % 8;
    const fixed = (size: number): DataView => {
      const part = take(size);
      return new DataView(part.buffer, part.byteOffset, size);
    };
    let value: Field;
    if (wire === 0) value = varint();
    else if (wire === 1) value = fixed(8);
    else if (wire === 2) value = take(varint());
    else if (wire === 5) value = fixed(4);
    else throw new Error(`wire type ${wire}`);
    const id = Math.floor(key / 8);
    fields.set(id, [...(fields.get(id) ?? []), value]);
  }
  return fields;
}

const text = (field: Field | undefined): string => new TextDecoder().decode(field as Uint8Array);
const double = (field: Field | undefined): number =>
  field === undefined ? 0 : (field as DataView).getFloat64(0, true);

/** A repeated double, packed or not. */
function doubles(fields: readonly Field[] = []): number[] {
  return fields.flatMap((field) => {
    if (field instanceof DataView) return [double(field)];
    const bytes = field as Uint8Array;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
  });
}

export interface DecodedValue {
  readonly tag: string;
  readonly scalar?: number;
  readonly histogram?: {
    readonly min: number;
    readonly max: number;
    readonly num: number;
    readonly sum: number;
    readonly sumSquares: number;
    readonly limits: number[];
    readonly counts: number[];
  };
  readonly image?: { height: number; width: number; colorspace: number; bytes: Uint8Array };
}

export interface DecodedEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion: string | null;
  readonly sessionStatus: number | null;
  readonly values: DecodedValue[];
}

export function decodeEvent(bytes: Uint8Array): DecodedEvent {
  const fields = fieldsOf(bytes);
  const version = fields.get(3)?.[0];
  const session = fields.get(7)?.[0];
  const summary = fields.get(5)?.[0];
  return {
    wallTime: double(fields.get(1)?.[0]),
    step: (fields.get(2)?.[0] as number | undefined) ?? 0,
    fileVersion: version === undefined ? null : text(version),
    sessionStatus:
      session === undefined ? null : (fieldsOf(session as Uint8Array).get(1)?.[0] as number),
    values:
      summary === undefined
        ? []
        : (fieldsOf(summary as Uint8Array).get(1) ?? []).map((one) =>
            decodeValue(one as Uint8Array),
          ),
  };
}

function decodeValue(bytes: Uint8Array): DecodedValue {
  const fields = fieldsOf(bytes);
  const scalar = fields.get(2)?.[0] as DataView | undefined;
  const image = fields.get(4)?.[0] as Uint8Array | undefined;
  const histogram = fields.get(5)?.[0] as Uint8Array | undefined;
  return {
    tag: text(fields.get(1)?.[0]),
    ...(scalar === undefined ? {} : { scalar: scalar.getFloat32(0, true) }),
    ...(image === undefined ? {} : { image: decodeImage(image) }),
    ...(histogram === undefined ? {} : { histogram: decodeHistogram(histogram) }),
  };
}

function decodeImage(bytes: Uint8Array): NonNullable<DecodedValue['image']> {
  const fields = fieldsOf(bytes);
  const whole = (id: number): number => fields.get(id)?.[0] as number;
  return {
    height: whole(1),
    width: whole(2),
    colorspace: whole(3),
    bytes: Uint8Array.from(fields.get(4)?.[0] as Uint8Array),
  };
}

function decodeHistogram(bytes: Uint8Array): NonNullable<DecodedValue['histogram']> {
  const fields = fieldsOf(bytes);
  const one = (id: number): number => double(fields.get(id)?.[0]);
  return {
    min: one(1),
    max: one(2),
    num: one(3),
    sum: one(4),
    sumSquares: one(5),
    limits: doubles(fields.get(6)),
    counts: doubles(fields.get(7)),
  };
}
