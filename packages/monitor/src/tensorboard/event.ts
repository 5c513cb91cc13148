// TensorBoard's events as protocol buffers: the fields of event.proto and summary.proto that scalars, histograms and images need.
import protobuf from 'protobufjs/light.js';
import type { Histogram } from '../statistics/distribution.js';

const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id });

const root = protobuf.Root.fromJSON({
  nested: {
    Event: {
      oneofs: { what: { oneof: ['fileVersion', 'summary', 'sessionLog'] } },
      fields: {
        wallTime: field('double', 1),
        step: field('int64', 2),
        fileVersion: field('string', 3),
        summary: field('Summary', 5),
        sessionLog: field('SessionLog', 7),
      },
    },
    Summary: { fields: { value: repeated('Value', 1) } },
    Value: {
      // In a oneof a scalar of 0 is written too.
      oneofs: { value: { oneof: ['simpleValue', 'image', 'histo'] } },
      fields: {
        tag: field('string', 1),
        simpleValue: field('float', 2),
        image: field('Image', 4),
        histo: field('Histogram', 5),
      },
    },
    Image: {
      fields: {
        height: field('int32', 1),
        width: field('int32', 2),
        colorspace: field('int32', 3),
        encodedImageString: field('bytes', 4),
      },
    },
    Histogram: {
      fields: {
        min: field('double', 1),
        max: field('double', 2),
        num: field('double', 3),
        sum: field('double', 4),
        sumSquares: field('double', 5),
        bucketLimit: repeated('double', 6),
        bucket: repeated('double', 7),
      },
    },
    SessionLog: { fields: { status: field('int32', 1) } },
  },
});
const eventType = root.lookupType('Event');

/** An encoded picture. */
export interface EncodedImage {
  readonly width: number;
  readonly height: number;
  /** 1: gray, 3: RGB, 4: RGBA. */
  readonly channels: 1 | 3 | 4;
  readonly png: Uint8Array;
}

/** One value under its tag. */
export type SummaryValue = { readonly tag: string } & (
  | { readonly simpleValue: number }
  | { readonly histo: HistogramValue }
  | { readonly image: EncodedImage }
);

/** Counts up to each limit; the first bucket begins at the least number. */
export interface HistogramValue {
  readonly min: number;
  readonly max: number;
  readonly num: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly bucketLimit: readonly number[];
  readonly bucket: readonly number[];
}

/** What an event says besides when. */
export type EventContent =
  | { readonly fileVersion: string }
  | { readonly summary: { readonly value: readonly SummaryValue[] } }
  | { readonly sessionLog: { readonly status: 1 } };

/** @param wallTime  seconds since 1970 */
export function encodeEvent(wallTime: number, step: number, content: EventContent): Uint8Array {
  const plain =
    'summary' in content ? { summary: { value: content.summary.value.map(toProto) } } : content;
  return eventType.encode(eventType.create({ wallTime, step, ...plain })).finish();
}

function toProto(value: SummaryValue): object {
  if (!('image' in value)) return value;
  const { width, height, channels, png } = value.image;
  const image = { width, height, colorspace: channels, encodedImageString: png };
  return { tag: value.tag, image };
}

/** Moments and bars as TensorBoard keeps them. */
export function histogramValue(moments: {
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
  readonly histogram: Histogram;
}): HistogramValue {
  const { count, mean, deviation } = moments;
  const { from, to, counts } = moments.histogram;
  const width = (to - from) / counts.length;
  return {
    min: from,
    max: to,
    num: count,
    sum: count * mean,
    sumSquares: count * (deviation ** 2 + mean ** 2),
    bucketLimit: counts.map((_, i) => (i === counts.length - 1 ? to : from + (i + 1) * width)),
    bucket: counts,
  };
}
