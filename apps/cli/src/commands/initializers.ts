// evenkeel initializers: what each way to choose first weights makes of a signal in a deep net.
import { startBackend } from '../backend.js';
import { compareSchemes, type ChainSettings } from '../initializers/measure.js';
import { initializersTable } from '../terminal/initializers-table.js';

export interface InitializersOptions extends ChainSettings {
  readonly json: boolean;
}

/** Measures all schemes and prints the table, or one JSON document. */
export function compareInitializers({ json, ...settings }: InitializersOptions): void {
  startBackend();
  const schemes = compareSchemes(settings);
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...settings, schemes })}\n`
      : `${initializersTable(schemes, settings)}\n`,
  );
}
