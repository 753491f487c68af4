import { type SuiteEvent, writeEvent } from './events.ts';

/** Runs what has been defined; resolves when all has passed, and rejects with the number of failures otherwise. */
export async function runMocha(tell: (line: string) => void): Promise<void> {
  const say = (event: SuiteEvent): void => tell(writeEvent(event));
  let passed = 0;
  let failed = 0;
  class Reporter {
    constructor(runner: Mocha.Runner) {
      runner.on('pass', (test) => {
        passed++;
        say({ event: 'pass', title: test.titlePath().join(': '), durationMs: test.duration ?? 0 });
      });
      runner.on('fail', (test, error: Error) => {
        failed++;
        say({ event: 'fail', title: test.titlePath().join(': '), error: error.stack ?? String(error) });
      });
    }
  }
  try {
    mocha.reporter(Reporter as unknown as Mocha.ReporterConstructor);
    // The browser's own `run` reads the address of a page for options, and there is no page here.
    await new Promise<void>((resolve) => Mocha.prototype.run.call(mocha, () => resolve()));
  } catch (error) {
    failed++;
    say({ event: 'fail', title: 'The suite as a whole', error: String(error) });
  }
  say({ event: 'end', passed, failed });
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed.`);
}
