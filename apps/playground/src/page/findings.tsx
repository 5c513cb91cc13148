// What the instruments say: the diagnosis of each net, in the library's own sentences.
import { netNames } from '../race/net-names.js';
import { sides } from './sides.js';
import { findings, snapshot } from './store.js';

/** So many are shown at once, the gravest first; the others on demand. */
const most = 3;

export function Findings() {
  const found = findings.value;
  return (
    <section class="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">What the instruments say</h2>
      {netNames.map((name) => (
        <div key={name}>
          <h3 class={sides[name].tone}>{sides[name].title}</h3>
          <Sentences found={found?.[name] ?? []} />
        </div>
      ))}
    </section>
  );
}

function Sentences({ found }: { readonly found: readonly string[] }) {
  if (found.length === 0) {
    const begun = (snapshot.value?.step ?? 0) > 0;
    return <p>{begun ? 'They find nothing wrong.' : 'Nothing before the first step.'}</p>;
  }
  return (
    <>
      <List sentences={found.slice(0, most)} />
      {found.length > most && (
        <details>
          <summary>{found.length - most} more</summary>
          <List sentences={found.slice(most)} />
        </details>
      )}
    </>
  );
}

function List({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
