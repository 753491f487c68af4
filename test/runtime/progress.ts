/** One line when a long step begins and one when it ends, so that nobody stares at a silent terminal. */

/** Runs `work` and prints what is going on and how long it took; a failure is passed on. */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const startedMs = performance.now();
  console.log(`• ${title} …`);
  const result = await work();
  console.log(`  done in ${formatDuration(performance.now() - startedMs)}`);
  return result;
}

function formatDuration(durationMs: number): string {
  return durationMs < 10_000 ? `${(durationMs / 1000).toFixed(1)} s` : `${Math.round(durationMs / 1000)} s`;
}
