// The six figures. Left: with batch norm; middle: without; right: what comes of it.
import { AccuracyFigure, LossFigure } from './outcome-figures.js';
import { SpreadFigures } from './spread-figures.js';
import { UnitFigures } from './unit-figures.js';
import { LayerChoice, UnitChoice } from './view-controls.js';

export function Figures() {
  return (
    <div class="figures">
      <LayerChoice />
      <SpreadFigures />
      <h2 class="area-outcome">What comes of it</h2>
      <LossFigure />
      <AccuracyFigure />
      <UnitChoice />
      <UnitFigures />
    </div>
  );
}
