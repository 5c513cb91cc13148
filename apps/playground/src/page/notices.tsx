// What must be said in words: a net that diverged, something refused, files that the address misses.
import { netNames, type NetName } from '../race/net-names.js';
import type { Failure } from '../race/contestant.js';
import { wholeText } from './format.js';
import { broken, complaints, dismiss, lacksData, settings, snapshot } from './store.js';

const who: Readonly<Record<NetName, string>> = {
  'batch norm': 'The net with batch norm',
  plain: 'The net without batch norm',
};

export function Notices() {
  const now = snapshot.value;
  const failures = netNames.flatMap((name) => {
    const failure = now?.nets[name].failure ?? null;
    return failure === null ? [] : [{ name, failure }];
  });
  return (
    <div class="notices" aria-live="polite">
      {broken.value !== null && (
        <p class="notice error">{broken.value} Reload the page to begin again.</p>
      )}
      {failures.map(({ name, failure }) => (
        <Diverged key={name} name={name} failure={failure} alone={failures.length === 1} />
      ))}
      {complaints.value.length > 0 && (
        <div class="notice error">
          {complaints.value.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <button type="button" onClick={dismiss}>
            Dismiss
          </button>
        </div>
      )}
      {lacksData.value && (
        <p class="notice">
          This address belongs to a data set that is not part of it. Drop its files on the page to
          get the same run; until then the nets learn drawn digits.
        </p>
      )}
    </div>
  );
}

interface DivergedProps {
  readonly name: NetName;
  readonly failure: Failure;
  /** Whether the other net goes on. */
  readonly alone: boolean;
}

function Diverged({ name, failure, alone }: DivergedProps) {
  const { lr } = settings.value;
  return (
    <p class="notice error" title={failure.detail}>
      <b>{who[name]} diverged:</b> its loss became {failure.value} at step {wholeText(failure.step)}
      . Lower the learning rate (now {lr}) or choose smaller first weights.
      {alone && ' The other net goes on.'}
    </p>
  );
}
