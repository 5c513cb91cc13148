// Play, pause, step, rewind, and where training stands.
import type { Snapshot } from '../race/protocol.js';
import { wholeText } from './format.js';
import { broken, busy, pause, play, playing, rewind, snapshot, step } from './store.js';

export function RunControls() {
  const now = snapshot.value;
  const still = now === null || busy.value !== null || broken.value !== null;
  const over = now?.state === 'over';
  return (
    <div class="run" role="group" aria-label="Training">
      <button
        type="button"
        class="play"
        disabled={still || over}
        onClick={playing.value ? pause : play}
      >
        <Icon name={playing.value ? 'pause' : 'play'} />
        {playing.value ? 'Pause' : 'Play'}
      </button>
      <button type="button" disabled={still || over || playing.value} onClick={step}>
        <Icon name="step" />
        Step
      </button>
      <button type="button" disabled={still || now.step === 0} onClick={rewind}>
        <Icon name="rewind" />
        Rewind
      </button>
      <p class="where">{whereText(now)}</p>
    </div>
  );
}

function whereText(now: Snapshot | null): string {
  if (broken.value !== null) return 'Stopped.';
  if (busy.value !== null) return busy.value;
  if (now === null) return '';
  const { step: at, goal, state, stepsPerSecond } = now;
  const place = `Step ${wholeText(at)} of ${wholeText(goal)}`;
  if (state === 'over') return `${place}. Neither net can go on.`;
  if (state === 'paused') return at === 0 ? `${place}, ready` : `${place}, paused`;
  const speed = stepsPerSecond === null ? '' : `, ${wholeText(Math.round(stepsPerSecond))} steps/s`;
  return `${place}${speed}`;
}

const shapes = {
  play: 'M5 3l9 5.5L5 14z',
  pause: 'M4 3h3v11H4zM9 3h3v11H9z',
  step: 'M3 3l7 5.5L3 14zM11 3h2v11h-2z',
  rewind: 'M3 3h2v11H3zM13 3L6 8.5 13 14z',
} as const;

function Icon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg viewBox="0 0 17 17" width="17" height="17" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fill="currentColor" />
    </svg>
  );
}
