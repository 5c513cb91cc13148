// The page from top to bottom.
import { Announcer } from './announcer.js';
import { DataPanel, DropTarget } from './data-panel.js';
import { Findings } from './findings.js';
import { Figures } from './figures.js';
import { Notices } from './notices.js';
import { Numbers } from './numbers.js';
import { RunControls } from './run-controls.js';
import { SettingControls } from './setting-controls.js';
import { hiddenUnits } from '../settings.js';
import { backend, data } from './store.js';

export function App() {
  const { shape: [height, width] = [28, 28], classes = 10 } = data.value ?? {};
  return (
    <>
      <header>
        <p class="mark">evenkeel playground{backend.value !== null && `, ${backend.value}`}</p>
        <h1>
          One net <span class="batch-norm">with batch norm</span>, its twin{' '}
          <span class="plain">without</span>
        </h1>
        <p class="lead">
          Both have {height * width}-{hiddenUnits}-{hiddenUnits}-{hiddenUnits}-{classes} units,
          begin with the same weights and see the same images in the same order. One of them
          normalizes what reaches each activation: over the batch, to mean 0 and deviation 1.
        </p>
      </header>
      <main>
        <div class="controls">
          <RunControls />
          <SettingControls />
        </div>
        <Notices />
        <Figures />
        <Findings />
        <div class="below">
          <DataPanel />
          <Numbers />
        </div>
      </main>
      <Announcer />
      <DropTarget />
    </>
  );
}
