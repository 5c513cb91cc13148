// Runs stages one after the other, shows how each one went, and ends with one line, `N passed, N failed`.

/**
 * Gives the exit code: 0 if nothing failed. A stage that throws counts as one failure.
 *
 * @param needed  the stage without which those after it are not run
 */
export async function runStages(stages, { quick = false, needed } = {}) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of stages) {
    const start = performance.now();
    const counts = await countsOf(stage, quick);
    for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${counts.failed ? 'FAILED ' : 'ok     '}${stage.name} (${seconds} s)`);
    if (counts.reason) console.log(`       skipped: ${counts.reason}`);
    if (stage === needed && counts.failed) {
      console.log(`       the stages after the ${stage.name} were not run`);
      break;
    }
  }
  const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed ? 1 : 0;
}

async function countsOf(stage, quick) {
  try {
    return await stage.run({ quick });
  } catch (error) {
    console.log(error);
    return { failed: 1 };
  }
}
