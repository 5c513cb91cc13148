// Holds the race that runs now, answers what the page asks, and reports often enough for a smooth picture.
import type { Settings } from '../settings.js';
import { drawData, readFiles, type NamedData } from './data.js';
import type { DataInfo, FromWorker, ToWorker } from './protocol.js';
import { perNet } from './net-names.js';
import { Race } from './race.js';
import { Camera } from './snapshot.js';
import { Speed } from './speed.js';
import { tableOf } from './table.js';

/** Milliseconds between two pictures: a frame of a 60 Hz display is 17. */
const frame = 16;
/** And between two diagnoses. */
const checkup = 500;
const samples = 12;

export class Host {
  readonly #say: (message: FromWorker) => void;
  #data: NamedData | null = null;
  #settings: Settings | null = null;
  #race: Race | null = null;
  #camera = new Camera();
  #speed = new Speed();
  #goal = 0;
  #shown = 0;
  #diagnosed = 0;

  constructor(say: (message: FromWorker) => void) {
    this.#say = say;
  }

  async hear(message: ToWorker): Promise<void> {
    switch (message.kind) {
      case 'start':
        this.#settings = message.settings;
        this.#begin(message.playing);
        break;
      case 'play':
        this.#play();
        break;
      case 'pause':
        this.#race?.pause();
        this.#show();
        break;
      case 'step':
        this.#race?.advance(this.#race.step + 1);
        break;
      case 'view':
        this.#look(message.settings);
        break;
      case 'files':
        await this.#takeFiles(message.files);
        break;
      case 'digits':
        this.#take(drawData());
        break;
      case 'table':
        if (this.#race !== null) this.#say({ kind: 'table', text: tableOf(this.#race) });
        break;
    }
  }

  #begin(playing: boolean): void {
    const settings = this.#settings!;
    this.#race?.stop();
    this.#race = null;
    if (this.#data === null) this.#announce(drawData());
    if (settings.batch > this.#data!.train.count) {
      const { count } = this.#data!.train;
      this.#say({
        kind: 'refused',
        message: `The batch must be at most ${count}, the number of training images, got ${settings.batch}. Choose a smaller one.`,
      });
      return;
    }
    this.#camera = new Camera();
    this.#speed = new Speed();
    this.#goal = settings.steps;
    const race: Race = new Race({
      data: this.#data!,
      settings,
      onRound: () => {
        if (race === this.#race) this.#tick();
      },
    });
    this.#race = race;
    race.run().catch((error: unknown) => this.#fail(error));
    if (playing) this.#play();
    this.#show();
    this.#diagnose(race);
  }

  #play(): void {
    const race = this.#race;
    if (race === null) return;
    this.#goal = multipleAbove(race.step, this.#settings!.steps);
    this.#speed.begin(race.step, performance.now());
    race.advance(this.#goal);
  }

  /** Takes settings that begin no new run. */
  #look(settings: Settings): void {
    const before = this.#settings?.unit;
    this.#settings = settings;
    const race = this.#race;
    if (race === null) return;
    if (settings.unit !== before) this.#followUnit(race);
    else if (race.moving) this.#play();
    else this.#goal = multipleAbove(race.step - 1, settings.steps);
    this.#show();
  }

  /** Monitors follow one unit from the start on: the same run once more, up to the step where it was. */
  #followUnit({ step, moving }: Race): void {
    const goal = this.#goal;
    this.#begin(false);
    this.#goal = goal;
    this.#race?.advance(moving ? goal : step);
  }

  /** After each step of both nets. */
  #tick(): void {
    const now = performance.now();
    const race = this.#race!;
    this.#speed.mark(race.step, now);
    if (!race.moving) race.look();
    if (!race.moving || now - this.#shown >= frame) this.#show();
    if (!race.moving || now - this.#diagnosed >= checkup) this.#diagnose(race);
  }

  #show(): void {
    if (this.#race === null) return;
    this.#shown = performance.now();
    const looking = {
      settings: this.#settings!,
      goal: this.#goal,
      stepsPerSecond: this.#speed.stepsPerSecond,
    };
    this.#say({ kind: 'snapshot', snapshot: this.#camera.take(this.#race, looking) });
  }

  #diagnose(race: Race): void {
    this.#diagnosed = performance.now();
    this.#say({ kind: 'findings', findings: perNet((name) => race.nets[name].findings()) });
  }

  async #takeFiles(files: readonly File[]): Promise<void> {
    try {
      this.#take(await readFiles(files));
    } catch (error) {
      this.#say({ kind: 'refused', message: messageOf(error) });
    }
  }

  #take(data: NamedData): void {
    this.#announce(data);
    if (this.#settings !== null) this.#begin(false);
  }

  #announce(data: NamedData): void {
    this.#data = data;
    this.#say({ kind: 'data', data: describe(data) });
  }

  #fail(error: unknown): void {
    this.#say({ kind: 'failed', message: messageOf(error) });
  }
}

/** The least multiple of `steps` that is more than `step`, and not 0. */
function multipleAbove(step: number, steps: number): number {
  return steps * (Math.floor(Math.max(0, step) / steps) + 1);
}

/** What the page is told of a data set. */
function describe({ id, title, train, test }: NamedData): DataInfo {
  const [height, width] = train.shape;
  return {
    id,
    title,
    train: train.count,
    test: test.count,
    classes: train.classes,
    shape: [height, width],
    samples: train.images.slice(0, samples * height * width),
    sampleLabels: Array.from(train.labels.subarray(0, samples)),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
