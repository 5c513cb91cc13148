// Tells screen readers how training goes, seldom enough to be listened to.
import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { netNames } from '../race/net-names.js';
import type { Snapshot } from '../race/protocol.js';
import { netText, percentText, wholeText } from './format.js';
import { snapshot } from './store.js';

/** Milliseconds between two announcements while training goes on. */
const pause = 8000;

export function Announcer() {
  const text = useSignal('');
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    let state: Snapshot['state'] = 'paused';
    return effect(() => {
      const now = snapshot.value;
      if (now === null || now.step === 0) return;
      if (now.state === state && (state !== 'playing' || performance.now() - last < pause)) return;
      last = performance.now();
      state = now.state;
      text.value = sentence(now);
    });
  }, [text]);
  return (
    <p class="unseen" role="status">
      {text}
    </p>
  );
}

function sentence({ step, state, nets }: Snapshot): string {
  const accuracies = netNames.map(
    (name) => `${percentText(nets[name].accuracy.values.at(-1))} ${netText[name]}`,
  );
  const what = state === 'playing' ? 'Training' : state === 'paused' ? 'Paused' : 'Ended';
  return `${what} at step ${wholeText(step)}. Test accuracy ${accuracies.join(', ')}.`;
}
