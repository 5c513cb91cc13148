// The state of the page, as signals, and what changes it. Components read here and send nothing to the worker themselves.
import { batch, computed, signal } from '@preact/signals';
import { drawnDigits, formatAddress, parseAddress } from '../address.js';
import type { PerNet } from '../race/net-names.js';
import type { DataInfo, FromWorker, Snapshot } from '../race/protocol.js';
import { sameRun, type Settings } from '../settings.js';
import { frames } from './frames.js';
import { saveText } from './save-text.js';
import { openWorker } from './worker-link.js';

const address = parseAddress(location.search);

export const settings = signal<Settings>(address.settings);
export const snapshot = signal<Snapshot | null>(null);
export const data = signal<DataInfo | null>(null);
export const backend = signal<string | null>(null);
/** What the instruments find wrong with each net, in sentences. */
export const findings = signal<PerNet<readonly string[]> | null>(null);
/** Sentences about what was refused; the page goes on. */
export const complaints = signal<readonly string[]>(address.complaints);
/** Why the worker can do no more; null while it can. */
export const broken = signal<string | null>(null);
/** What the worker is busy with before there is a picture; null if with nothing. */
export const busy = signal<string | null>('Starting …');

/** The data that the address names; the page draws digits until files of that fingerprint are dropped. */
const wantedData = signal(address.data);

/** Whether the address names files that are not there. */
export const lacksData = computed(
  () =>
    data.value !== null && wantedData.value !== drawnDigits && wantedData.value !== data.value.id,
);

export const playing = computed(() => snapshot.value?.state === 'playing');

const worker = openWorker({ onMessage: hear, onError: (message) => (broken.value = message) });
const show = frames((next: Snapshot) => (snapshot.value = next));

function hear(message: FromWorker): void {
  switch (message.kind) {
    case 'ready':
      backend.value = message.backend;
      busy.value = 'Drawing 14,000 digits …';
      worker.send({ kind: 'start', settings: settings.value, playing: false });
      break;
    case 'data':
      takeData(message.data);
      break;
    case 'snapshot':
      busy.value = null;
      show(message.snapshot);
      break;
    case 'findings':
      findings.value = message.findings;
      break;
    case 'refused':
      busy.value = null;
      complaints.value = [message.message];
      break;
    case 'table':
      saveText('evenkeel-playground.csv', message.text);
      break;
    case 'failed':
      broken.value = message.message;
      break;
  }
}

function takeData(next: DataInfo): void {
  const first = data.value === null;
  batch(() => {
    data.value = next;
    if (!first) {
      complaints.value = [];
      wantedData.value = next.id;
    }
  });
  writeAddress();
}

function writeAddress(): void {
  history.replaceState(
    null,
    '',
    formatAddress({ settings: settings.value, data: wantedData.value }),
  );
}

/** Changes settings. What decides a run begins it anew, and goes on training if it did. */
export function change(changed: Partial<Settings>): void {
  const before = settings.value;
  const next = { ...before, ...changed };
  settings.value = next;
  complaints.value = [];
  writeAddress();
  if (sameRun(before, next)) worker.send({ kind: 'view', settings: next });
  else worker.send({ kind: 'start', settings: next, playing: playing.value });
}

export const play = (): void => worker.send({ kind: 'play' });
export const pause = (): void => worker.send({ kind: 'pause' });
export const step = (): void => worker.send({ kind: 'step' });

/** Back to step 0, with the same initialization and the same batches. */
export const rewind = (): void =>
  worker.send({ kind: 'start', settings: settings.value, playing: false });

export function takeFiles(files: readonly File[]): void {
  complaints.value = [];
  busy.value = 'Reading files …';
  worker.send({ kind: 'files', files });
}

export function useDigits(): void {
  busy.value = 'Drawing 14,000 digits …';
  worker.send({ kind: 'digits' });
}

export const saveTable = (): void => worker.send({ kind: 'table' });

export const dismiss = (): void => {
  complaints.value = [];
};
