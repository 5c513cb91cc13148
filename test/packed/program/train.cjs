// Trains from CommonJS and prints the losses of all steps.
async function main() {
  const { fit } = await import('evenkeel');
  const { net } = await import('./net.mjs');
  const { model, ...options } = await net({ backend: 'native', threads: 2 });
  const losses = [];
  const onEvent = ({ kind, loss }) => void (kind === 'step' && losses.push(loss));
  await fit(model, { ...options, onEvent });
  process.stdout.write(JSON.stringify(losses));
}

void main();
