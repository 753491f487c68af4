/** Typing in one file of a large folder: what the size of the rest costs, which should be nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateWorkspace } from './generate.mjs';
import { LanguageClient, OpenDocument } from './language-client.mjs';
import { cpuMs, peakMemoryMb, untilIdle } from './process-meter.mjs';
import { FaultSite, QUIET_MS, type, writeFiles } from './typing.mjs';

/** Method and state of our own notification about the progress of the index. */
const STATUS = 'istioWorkloads/status';

/**
 * @param {import('./servers.mjs').Contestant} server ours
 * @param {{ documents: number, keystrokes: number }} scale
 * @param {(measure: string, value: number | undefined, isRight?: boolean) => void} add
 */
async function session(server, { documents, keystrokes }, add) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'istio-workloads-bench-'));
  const files = generateWorkspace(documents);
  writeFiles(folder, files);
  const traffic = files.filter((file) => file.path.endsWith('/traffic.yaml'));
  const { path: relative, text } = traffic[traffic.length >> 1];
  const client = new LanguageClient(server, folder);
  try {
    const ready = client.notification(STATUS, (status) => status.state === 'ready' && status.resources >= documents);
    await client.initialize();
    const site = new FaultSite(server.sentinel, text);
    const document = new OpenDocument(client, pathToFileURL(path.join(folder, relative)).href, text);
    // While the rest is being read. What may be chosen stands in another file, so only the time of the answer counts.
    const clearing = site.prepareClearing(document);
    const sentAt = clearing();
    const { arrivedAt: completedAt } = await document.completion(site.start);
    add('completionIndexing', completedAt - sentAt);
    site.prepareRestoring(document)();
    const { arrivedAt } = await ready;
    add('ready', arrivedAt - client.startedAt);
    await untilIdle(client.pid, QUIET_MS);
    add('readyCpu', cpuMs(client.pid));
    await type({ document, site, isFaulty: false, keystrokes }, ({ ms, cpu }) => {
      add('keystroke', ms);
      add('keystrokeCpu', cpu);
    });
    add('memory', peakMemoryMb(client.pid));
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('./servers.mjs').Contestant} server ours
 * @param {{ keystrokes: number, rounds: number }} scale
 * @param {import('./samples.mjs').Samples} samples measures are named `workspace-<documents>.<what>`
 */
export async function measureWorkspace(server, { keystrokes, rounds }, samples) {
  for (let round = 0; round < rounds; round++) {
    for (const documents of round % 2 ? [10_000, 100] : [100, 10_000]) {
      process.stderr.write(`bench  folder of ${documents} documents, round ${round + 1} of ${rounds}\n`);
      await session(server, { documents, keystrokes }, (measure, value, isRight) =>
        samples.add(`workspace-${documents}.${measure}`, server.name, value, isRight),
      );
    }
  }
}
