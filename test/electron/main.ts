/** What the extension host is told to run (`extensionTestsPath`); bundled by the runner. */
import './support/mocha-setup.ts';
import './activation.suite.ts';
import './navigation.suite.ts';
import './findings.suite.ts';
import './client.suite.ts';
import './formatting.suite.ts';
import './new-resource.suite.ts';
import { appendFileSync } from 'node:fs';
import { runMocha } from './support/run-mocha.ts';

export function run(): Promise<void> {
  const file = process.env.ISTIO_WORKLOADS_EVENTS;
  return runMocha((line) => {
    // The console reaches the page of the embedded VS Code; with a downloaded one, only a file tells what happened.
    console.log(line);
    if (file) appendFileSync(file, `${line}\n`);
  });
}
