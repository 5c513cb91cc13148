// What the figures look at: a layer, and one unit of the last.
import { hiddenLayers, hiddenUnits, rules } from '../settings.js';
import { change, settings } from './store.js';

/** Radio buttons that look like one bar. */
export function LayerChoice() {
  return (
    <div class="area-spread heading">
      <h2>What reaches the activations of a layer</h2>
      <fieldset class="bar">
        <legend>Hidden layer</legend>
        {hiddenLayers.map((layer) => (
          <label key={layer}>
            <input
              type="radio"
              name="layer"
              value={layer}
              checked={settings.value.layer === layer}
              onChange={() => change({ layer })}
            />
            <span>{layer}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

export function UnitChoice() {
  return (
    <div class="area-unit heading">
      <h2>What reaches one unit of the last hidden layer</h2>
      <label class="inline">
        Unit{' '}
        <input
          type="number"
          min={0}
          max={hiddenUnits - 1}
          value={settings.value.unit}
          onChange={({ currentTarget }) => {
            const unit = rules.unit.parse(currentTarget.value);
            if (unit === null) currentTarget.value = String(settings.value.unit);
            else change({ unit });
          }}
        />
      </label>
    </div>
  );
}
