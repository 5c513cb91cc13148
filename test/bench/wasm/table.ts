// A report of WebAssembly as tables in Markdown.
import { figure, formatTable, times } from '../format.js';
import type { WasmReport, WasmResult } from './report.js';

const over = ({ best }: WasmResult, peer: WasmResult['tfjsWasm']): string =>
  times(peer === null ? null : best / peer.best);

function formatMeans(means: WasmReport['means']): string[] {
  if (means.length === 0) return [];
  const rows = means.map(({ op, overWasm, overCpu }) => [op, times(overWasm), times(overCpu)]);
  return [formatTable(['geometric mean of', 'over tfjs wasm:', 'over tfjs cpu:'], rows)];
}

export function formatWasm({ date, system, results, means }: WasmReport): string {
  const { processor, load, engine, evenkeel, tfjs } = system;
  const peer = tfjs === null ? 'no TensorFlow.js' : `TensorFlow.js ${tfjs}`;
  const lines = [
    `${date}: ${processor}, load ${load.toFixed(2)}`,
    `evenkeel ${evenkeel} (wasm), ${engine}, ${peer}`,
  ];
  const head = ['op', 'shape', 'threads:', 'unit', 'median:', 'best:'];
  const rows = results.map((result) => {
    const { op, shape, threads, unit, median, best } = result;
    return [op, shape, `${threads}`, unit, figure(median), figure(best)];
  });
  if (tfjs === null) return [lines.join('\n'), formatTable(head, rows)].join('\n\n');
  const beside = results.map((result, i) => [
    ...rows[i]!,
    figure(result.tfjsWasm?.best),
    over(result, result.tfjsWasm),
    figure(result.tfjsCpu?.best),
    over(result, result.tfjsCpu),
  ]);
  const peers = ['tfjs wasm best:', 'ours over it:', 'tfjs cpu best:', 'ours over it:'];
  return [lines.join('\n'), formatTable([...head, ...peers], beside), ...formatMeans(means)].join(
    '\n\n',
  );
}
