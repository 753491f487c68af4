/** What the browser's extension host is told to run; bundled by the runner. */
import '../electron/support/mocha-setup.ts';
import '../electron/activation.suite.ts';
import '../electron/navigation.suite.ts';
import '../electron/new-resource.suite.ts';
import './web.suite.ts';
import { runMocha } from '../electron/support/run-mocha.ts';

export function run(): Promise<void> {
  return runMocha((line) => console.log(line));
}
