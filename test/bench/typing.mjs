/** One file is opened and typed in: both servers, by turns, each time in a new process. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { generateFile } from './generate.mjs';
import { LanguageClient, OpenDocument } from './language-client.mjs';
import { cpuBetween, cpuMs, now, peakMemoryMb, untilIdle } from './process-meter.mjs';

/** Longer than the delay after which a server begins to check what was typed. */
export const QUIET_MS = 350;

/**
 * A place near the middle of the text that the sentinel finds.
 * @param {string} text
 * @param {RegExp} pattern
 */
function findSite(text, pattern) {
  const sites = [...text.matchAll(pattern)];
  const match = sites[sites.length >> 1];
  if (!match) throw new Error('the generated text has no place for the fault');
  const [start, end] = match.indices.groups.value;
  return { start, end, value: match.groups.value, line: text.slice(0, start).split('\n').length - 1 };
}

/** Makes the value at `site` wrong, and right again, by one keystroke each. */
export class FaultSite {
  /** @param {import('./servers.mjs').Sentinel} sentinel @param {string} text valid */
  constructor(sentinel, text) {
    this.sentinel = sentinel;
    this.site = findSite(text, sentinel.value);
    const { start, end } = this.site;
    this.faultyText = text.slice(0, end - sentinel.removed) + sentinel.added + text.slice(end);
    this.faultyEnd = end - sentinel.removed + sentinel.added.length;
    this.start = start;
  }

  get line() {
    return this.site.line;
  }

  /** @param {OpenDocument} document now valid */
  prepareBreaking(document) {
    const { removed, added } = this.sentinel;
    return document.prepare(this.site.end - removed, removed, added);
  }

  /** @param {OpenDocument} document now faulty */
  prepareMending(document) {
    const { removed, added } = this.sentinel;
    const { end, value } = this.site;
    return document.prepare(end - removed, added.length, value.slice(value.length - removed));
  }

  /** @param {OpenDocument} document now valid */
  prepareClearing(document) {
    return document.prepare(this.start, this.site.value.length, '');
  }

  /** @param {OpenDocument} document now cleared */
  prepareRestoring(document) {
    return document.prepare(this.start, 0, this.site.value);
  }
}

/**
 * Types `keystrokes` characters, every other one a fault and the others its cure, and measures each one until the right
 * diagnostics and until the server is idle again.
 * @param {{ document: OpenDocument, site: FaultSite, isFaulty: boolean, keystrokes: number }} options
 * @param {(sample: { ms: number, cpu: number | undefined }) => void} record
 */
export async function type({ document, site, isFaulty, keystrokes }, record) {
  const { pid } = document.client;
  let wasFaulty = isFaulty;
  for (let count = 0; count < keystrokes; count++) {
    const apply = wasFaulty ? site.prepareMending(document) : site.prepareBreaking(document);
    wasFaulty = !wasFaulty;
    const answer = document.diagnostics(site.line, wasFaulty, 1);
    const before = cpuMs(pid);
    const sentAt = apply();
    const { arrivedAt } = await answer;
    await untilIdle(pid, QUIET_MS);
    record({ ms: arrivedAt - sentAt, cpu: cpuBetween(before, cpuMs(pid)) });
  }
  return wasFaulty;
}

/**
 * One session with one server.
 * @param {import('./servers.mjs').Contestant} server
 * @param {{ documents: number, keystrokes: number, completions: number, requests: number, seed: number }} scale
 * @param {(measure: string, value: number | undefined, isRight?: boolean) => void} add
 */
async function session(server, { documents, keystrokes, completions, requests, seed }, add) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'istio-workloads-bench-'));
  const site = new FaultSite(server.sentinel, generateFile(documents, { seed }));
  const file = path.join(folder, 'mesh.yaml');
  writeFileSync(file, site.faultyText);
  const client = new LanguageClient(server, folder);
  try {
    await client.initialize();
    const document = new OpenDocument(client, pathToFileURL(file).href, site.faultyText);
    const { arrivedAt } = await document.diagnostics(site.line, true);
    add('spawn', arrivedAt - client.startedAt);
    await untilIdle(client.pid, QUIET_MS);
    add('openCpu', cpuMs(client.pid));

    const isFaulty = await type({ document, site, isFaulty: true, keystrokes }, ({ ms, cpu }) => {
      add('keystroke', ms);
      add('keystrokeCpu', cpu);
    });
    if (isFaulty) site.prepareMending(document)();
    await untilIdle(client.pid, QUIET_MS);

    for (let count = 0; count < completions; count++) await completeAfterEdit(document, site, 'completion', add);
    for (let count = 0; count < requests; count++) await askLikeAnEditor(document, site, add);
    add('memory', peakMemoryMb(client.pid));
    for (let count = 0; count < completions; count++) {
      await completeDuringAnalysis({ document, site, documents, server, seed: seed + 100 + count }, add);
    }
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Deletes the value and asks at once what may stand there, as an editor does. */
async function completeAfterEdit(document, site, measure, add) {
  const { pid } = document.client;
  const apply = site.prepareClearing(document);
  const sentAt = apply();
  const { labels, arrivedAt } = await document.completion(site.start);
  const expected = site.sentinel.completions(site.site.value);
  add(
    measure,
    arrivedAt - sentAt,
    expected.every((label) => labels.includes(label)),
  );
  site.prepareRestoring(document)();
  await untilIdle(pid, QUIET_MS);
}

/** What an editor asks for after a change and when the mouse rests: outline, folding and hover. */
async function askLikeAnEditor(document, site, add) {
  const { client, identifier } = document;
  const ask = (method, params = {}) =>
    client.request(`textDocument/${method}`, { textDocument: identifier, ...params });
  const sentAt = site.prepareClearing(document)();
  const outline = ask('documentSymbol');
  const folding = ask('foldingRange');
  const { result, arrivedAt } = await outline;
  add('symbols', arrivedAt - sentAt, (result?.length ?? 0) > 0);
  await folding;
  site.prepareRestoring(document)();
  await untilIdle(client.pid, QUIET_MS);
  const askedAt = now();
  const hover = await ask('hover', { position: document.positionAt(site.start + 1) });
  add('hover', hover.arrivedAt - askedAt, Boolean(hover.result));
}

/** As `completeAfterEdit`, while a second file of the same size, just opened, is being analysed. */
async function completeDuringAnalysis({ document, site, documents, server, seed }, add) {
  const { client } = document;
  const text = generateFile(documents, { seed, first: seed * documents });
  const other = new OpenDocument(client, new URL(`other-${seed}.yaml`, `${client.folderUri}/`).href, text);
  // Enough for the server to be in the middle of it, however long it waits before it begins.
  await wait(server.debounceMs + 10);
  await completeAfterEdit(document, site, 'completionBusy', add);
  other.close();
  await untilIdle(client.pid, QUIET_MS);
}

/**
 * @param {import('./servers.mjs').Contestant[]} servers
 * @param {{ documents: number, keystrokes: number, completions: number, requests: number }} scale
 * @param {number} rounds
 * @param {import('./samples.mjs').Samples} samples measures are named `typing-<documents>.<what>`
 */
export async function measureTyping(servers, scale, rounds, samples) {
  for (let round = 0; round < rounds; round++) {
    // Who begins changes, so that a slow moment of the machine does not always meet the same server.
    for (const server of round % 2 ? [...servers].reverse() : servers) {
      process.stderr.write(`bench  ${scale.documents} documents, round ${round + 1} of ${rounds}, ${server.name}\n`);
      await session(server, { ...scale, seed: 1 }, (measure, value, isRight) =>
        samples.add(`typing-${scale.documents}.${measure}`, server.name, value, isRight),
      );
    }
  }
}

/** Writes files below `folder`. @param {string} folder @param {readonly { path: string, text: string }[]} files */
export function writeFiles(folder, files) {
  for (const { path: relative, text } of files) {
    const file = path.join(folder, relative);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
