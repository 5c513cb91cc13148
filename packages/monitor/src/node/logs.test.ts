import { createReferenceBackend } from '@evenkeel/kernels';
import { batchNorm, linear, relu, sequential } from '@evenkeel/layers';
import { setBackend } from '@evenkeel/tensor';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeEvent, readRecords, type DecodedEvent } from '../../test/event-decoder.js';
import { trainTiny } from '../../test/tiny-training.js';
import { decodeLog, runLog, type MonitorRecord } from '../index.js';
import { crc32c } from '../tensorboard/crc32c.js';
import { jsonLines, readLog, tensorBoard } from './index.js';

let directory = '';
beforeEach(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
  directory = mkdtempSync(join(tmpdir(), 'evenkeel-log-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function looks(): readonly MonitorRecord[] {
  const model = sequential(linear(8, 6, { bias: false }), batchNorm(6), relu(), linear(6, 2));
  const { watch } = trainTiny({ model, steps: 10 });
  watch!.stop();
  return watch!.history.records;
}

const step = (number: number, loss: number) => ({
  step: number,
  loss,
  lr: 0.25,
  samplesPerSecond: 1000,
});

describe('JSON lines', () => {
  it('give back all that was logged, numbers that JSON does not have included', async () => {
    const path = join(directory, 'run.jsonl');
    const file = jsonLines(path);
    const log = runLog({ sinks: [file], settings: { seed: '1' }, every: 2 });
    log.onStart({ step: 0 });
    for (const record of looks()) log.onRecord(record);
    for (const [i, loss] of [3, 1, Infinity].entries()) log.onStep(step(i + 1, loss));
    log.onEvaluation({ step: 3, accuracy: 0.5, loss: 0.75 });
    log.onEnd({ step: 3, reason: 'failed', why: 'loss must be finite, got NaN.' });
    file.close();
    const run = await readLog(path);
    expect(run.records).toEqual(looks());
    expect(run.run).toMatchObject({ schema: 1, settings: { seed: '1' } });
    expect(run.steps.map(({ step, loss }) => [step, loss])).toEqual([
      [2, 2],
      [3, Infinity],
    ]);
    expect(run.evaluations).toMatchObject([{ step: 3, accuracy: 0.5, loss: 0.75 }]);
    expect(run.failure).toEqual({ step: 3, message: 'loss must be finite, got NaN.' });
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('do not overwrite another run', () => {
    const path = join(directory, 'run.jsonl');
    jsonLines(path).close();
    expect(() => jsonLines(path)).toThrow('EEXIST');
  });

  it('go on after a kill in the middle of a line, without what is done again', async () => {
    const path = join(directory, 'run.jsonl');
    const write = (resume: boolean, start: number, losses: readonly number[]) => {
      const file = jsonLines(path, { resume });
      const log = runLog({ sinks: [file], every: 1 });
      log.onStart({ step: start });
      losses.forEach((loss, i) => log.onStep(step(start + i + 1, loss)));
      file.close();
    };
    write(false, 0, [5, 4, 3]);
    appendFileSync(path, '{"kind":"step","st');
    expect((await readLog(path)).steps).toHaveLength(3);
    write(true, 2, [2.5, 2]);
    const { steps, end } = await readLog(path);
    expect(steps.map(({ step, loss }) => [step, loss])).toEqual([
      [1, 5],
      [2, 4],
      [3, 2.5],
      [4, 2],
    ]);
    expect(end).toBeNull();
  });

  it('say which line is no entry', () => {
    expect(() => decodeLog('{"kind":"start","step":0}\nnonsense\n', 'a.jsonl')).toThrow(
      'decodeLog: line 2 of a.jsonl must be an entry of a log, got "nonsense".',
    );
  });

  it('end with a warning when the disk is full, and the run goes on', () => {
    const warnings: string[] = [];
    const file = jsonLines('/dev/full', { resume: true, onWarning: (line) => warnings.push(line) });
    const log = runLog({ sinks: [file] });
    log.onStart({ step: 0 });
    log.onEnd({ step: 0, reason: 'finished', why: null });
    file.close();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^\/dev\/full ends here: ENOSPC.*\. The training goes on without it\.$/,
    );
  });
});

describe('an event file of TensorBoard', () => {
  function eventsOf(path: string): DecodedEvent[] {
    return readRecords(new Uint8Array(readFileSync(path))).map(decodeEvent);
  }

  it('has the checksums that RFC 3720 gives for its examples', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  });

  it('holds scalars and histograms that an independent decoder finds equal', () => {
    const board = tensorBoard(directory);
    expect(basename(board.path)).toMatch(/^events\.out\.tfevents\.\d{10}\..+/);
    const log = runLog({ sinks: [board], every: 2 });
    const records = looks();
    log.onStart({ step: 0 });
    log.onStep(step(1, 2));
    log.onStep(step(2, 1));
    log.onEvaluation({ step: 2, accuracy: 0.75, loss: 0.5 });
    for (const record of records) log.onRecord(record);
    board.close();

    const events = eventsOf(board.path);
    expect(events[0]).toMatchObject({ fileVersion: 'brain.Event:2', step: 0, values: [] });
    for (const { wallTime } of events)
      expect(Math.abs(wallTime - Date.now() / 1000)).toBeLessThan(60);
    expect(events[1]).toMatchObject({
      step: 2,
      values: [
        { tag: 'train/loss', scalar: 1.5 },
        { tag: 'train/lr', scalar: 0.25 },
        { tag: 'train/samples_per_second', scalar: 1000 },
      ],
    });
    expect(events[2]!.values).toEqual([
      { tag: 'evaluation/accuracy', scalar: 0.75 },
      { tag: 'evaluation/loss', scalar: 0.5 },
    ]);
    const last = records.at(-1)!;
    const { step: lastStep, values } = events.at(-1)!;
    expect(lastStep).toBe(10);
    const byTag = new Map(values.map((value) => [value.tag, value]));
    const [activation] = last.activations;
    const { count, mean, deviation, histogram } = activation!.input;
    const found = byTag.get('input/2')!.histogram!;
    expect(found).toMatchObject({ num: count, min: histogram.from, max: histogram.to });
    expect(found.counts).toEqual(histogram.counts);
    expect(found.limits).toHaveLength(32);
    expect(found.limits.at(-1)).toBe(histogram.to);
    expect(found.limits[0]).toBeCloseTo(histogram.from + (histogram.to - histogram.from) / 32, 12);
    expect(found.sum / found.num).toBeCloseTo(mean, 10);
    expect(Math.sqrt(found.sumSquares / count - mean ** 2)).toBeCloseTo(deviation, 8);
    expect(byTag.get('dead/2')!.scalar).toBeCloseTo(activation!.dead!, 6);
    expect(byTag.get('input_2/p50')!.scalar).toBe(Math.fround(activation!.input.percentiles[1]));
    for (const { name, gradientNorm } of last.parameters) {
      expect(byTag.get(`gradient_norm/${name}`)!.scalar).toBe(Math.fround(gradientNorm!));
    }
    expect(byTag.get('mean_shift/1')!.scalar).toBe(Math.fround(last.norms[0]!.meanShift));
  });

  it('holds pictures', () => {
    const board = tensorBoard(directory);
    const png = Uint8Array.of(137, 80, 78, 71, 0, 255);
    board.image('weights/0', 7, { width: 300, height: 2, channels: 3, png });
    board.close();
    expect(eventsOf(board.path)[1]).toMatchObject({
      step: 7,
      values: [{ tag: 'weights/0', image: { width: 300, height: 2, colorspace: 3, bytes: png } }],
    });
  });

  it('says from which step on a resumed run logs anew', () => {
    const board = tensorBoard(directory);
    runLog({ sinks: [board] }).onStart({ step: 1000 });
    board.close();
    expect(eventsOf(board.path)[1]).toMatchObject({ step: 1001, sessionStatus: 1 });
  });

  it('is found damaged where a bit is flipped', () => {
    const board = tensorBoard(directory);
    runLog({ sinks: [board] }).onEvaluation({ step: 2, accuracy: 0.75, loss: 0.5 });
    board.close();
    const bytes = readFileSync(board.path);
    bytes[bytes.length - 10]! ^= 4;
    writeFileSync(board.path, bytes);
    expect(() => eventsOf(board.path)).toThrow('bad data');
  });
});
