// The figures as a table, and as a file with every digit.
import { netNames } from '../race/net-names.js';
import { fixedText, numberText, percentiles, percentText } from './format.js';
import { saveTable, snapshot } from './store.js';

const rows = [
  { title: 'loss of the last batch (nats)', of: (net: Net) => numberText(net.lastLoss) },
  { title: 'test accuracy', of: (net: Net) => percentText(net.accuracy.values.at(-1)) },
  { title: 'mean of the layer’s inputs', of: (net: Net) => fixedText(net.inputs.mean) },
  { title: 'deviation of the layer’s inputs', of: (net: Net) => numberText(net.inputs.deviation) },
  ...percentiles.map((name, i) => ({
    title: name === 'median' ? 'median of the unit' : `${name} percentile of the unit`,
    of: (net: Net) => numberText(net.percentiles.values[i]?.at(-1)),
  })),
];

type Net = NonNullable<typeof snapshot.value>['nets']['plain'];

export function Numbers() {
  const now = snapshot.value;
  return (
    <section class="numbers" aria-labelledby="numbers-title">
      <h2 id="numbers-title">The same in numbers</h2>
      {now !== null && (
        <table>
          <thead>
            <tr>
              <th scope="col">step {now.step.toLocaleString('en-US')}</th>
              <th scope="col" class="batch-norm">
                batch norm
              </th>
              <th scope="col" class="plain">
                plain
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, of }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {netNames.map((name) => (
                  <td key={name}>{of(now.nets[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <button type="button" disabled={now === null || now.step === 0} onClick={saveTable}>
          Save all steps as CSV
        </button>
      </p>
    </section>
  );
}
