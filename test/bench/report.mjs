/** From samples to the table that people read. */
import os from 'node:os';
import { ISTIOCTL } from './checking.mjs';
import { PEER_VERSION } from './servers.mjs';

const PEER = `yaml-language-server ${PEER_VERSION}`;

/**
 * @typedef {object} Row One line of the table.
 * @property {string} measure
 * @property {string} unit
 * @property {number | undefined} ours
 * @property {string} against whose figure `theirs` is
 * @property {number | undefined} theirs
 * @property {number} [target] the highest ratio of ours to theirs that is good enough; none where it is only told
 * @property {number} [limit] the highest figure of ours, in its unit, that is good enough, whatever the machine
 * @property {number} [wrong] how many of our answers were not the expected one
 */

/** @param {import('./samples.mjs').Samples} samples @returns {Row[]} Only what was measured. */
export function rowsOf(samples) {
  const versus = (measure, unit, key, target) => ({
    measure,
    unit,
    ours: samples.median(key, 'ours'),
    against: PEER,
    theirs: samples.median(key, 'peer'),
    target,
    wrong: samples.wrong(key, 'ours'),
  });
  const rows = [
    versus('Spawn to diagnostics, 10 documents', 'ms', 'typing-10.spawn', 0.25),
    versus('Spawn to diagnostics, 1,000 documents', 'ms', 'typing-1000.spawn'),
    versus('CPU per keystroke, 10 documents', 'ms', 'typing-10.keystrokeCpu'),
    versus('CPU per keystroke, 100 documents', 'ms', 'typing-100.keystrokeCpu', 0.05),
    versus('CPU per keystroke, 1,000 documents', 'ms', 'typing-1000.keystrokeCpu', 0.01),
    versus('Keystroke to diagnostics, 10 documents', 'ms', 'typing-10.keystroke'),
    versus('Keystroke to diagnostics, 100 documents', 'ms', 'typing-100.keystroke'),
    versus('Keystroke to diagnostics, 1,000 documents', 'ms', 'typing-1000.keystroke', 0.05),
    versus('Completion right after an edit, 10 documents', 'ms', 'typing-10.completion'),
    versus('Completion right after an edit, 100 documents', 'ms', 'typing-100.completion'),
    versus('Completion right after an edit, 1,000 documents', 'ms', 'typing-1000.completion', 0.02),
    versus('Completion during analysis, 1,000 documents', 'ms', 'typing-1000.completionBusy', 0.02),
    versus('Outline right after an edit, 1,000 documents', 'ms', 'typing-1000.symbols'),
    versus('Hover on unchanged text, 1,000 documents', 'ms', 'typing-1000.hover'),
    versus('Peak memory, 10 documents', 'MB', 'typing-10.memory', 0.5),
    versus('Peak memory, 100 documents', 'MB', 'typing-100.memory'),
    versus('Peak memory, 1,000 documents', 'MB', 'typing-1000.memory', 0.3),
    ...indexRows(samples),
    ...simulationRows(samples),
    ...workspaceRows(samples),
    ...checkRows(samples),
  ];
  return rows.filter(
    (row) => row.ours !== undefined || (row.against === PEER && row.theirs !== undefined) || row.wrong,
  );
}

function indexRows(samples) {
  const row = (measure, variant, who, target) => ({
    measure,
    unit: 'ms',
    ours: samples.median(`index-${variant}.ms`, who),
    against: 'yaml, parse only',
    theirs: samples.median(`index-${variant}.ms`, 'peer'),
    target,
    wrong: samples.wrong(`index-${variant}.ms`, who),
  });
  const cpuRow = (measure, variant) => ({
    measure,
    unit: 'ms',
    ours: samples.median(`index-${variant}.cpu`, 'ours'),
    against: 'yaml, parse only',
    theirs: samples.median(`index-${variant}.cpu`, 'peer'),
  });
  const bundledRow = (measure, variant) => ({
    ...row(measure, variant, 'ours'),
    against: 'yaml as bundled, parse only',
    theirs: samples.median(`index-${variant}.ms`, 'shipped'),
  });
  const validationRow = (against, who, target) => {
    const [checked, indexed] = ['checked', 'ours'].map((which) => samples.median('index-plain.ms', which));
    return {
      measure: 'Validation and all rules alone, 10,000 documents',
      unit: 'ms',
      ours: checked === undefined || indexed === undefined ? undefined : checked - indexed,
      against,
      theirs: samples.median('index-plain.ms', who),
      target,
    };
  };
  return [
    row('Index of 10,000 documents', 'plain', 'ours', 0.25),
    bundledRow('Index of 10,000 documents', 'plain'),
    cpuRow('CPU of the index of 10,000 documents', 'plain'),
    row('Index and all rules, 10,000 documents', 'plain', 'checked'),
    validationRow('yaml, parse only', 'peer'),
    validationRow('our own reading, parse only', 'reader', 0.6),
    row('Index of 10,000 documents with anchors', 'anchors', 'ours', 1.3),
    bundledRow('Index of 10,000 documents with anchors', 'anchors'),
    cpuRow('CPU of the index of 10,000 documents with anchors', 'anchors'),
    row('Index and all rules, 10,000 documents with anchors', 'anchors', 'checked'),
  ];
}

function simulationRows(samples) {
  const row = (measure, documents, what, limit) => ({
    measure,
    unit: 'ms',
    ours: samples.median(`simulation-${documents}.${what}`, 'ours'),
    against: '–',
    theirs: undefined,
    limit,
    wrong: samples.wrong(`simulation-${documents}.${what}`, 'ours'),
  });
  const memoryRow = (measure, what, target) => ({
    measure,
    unit: 'MB',
    ours: samples.median(`simulation-10000.${what}`, 'ours'),
    against: 'the index alone',
    theirs: samples.median(`simulation-10000.${what}`, 'index'),
    target,
  });
  return [
    row('Endpoints of one host, 1,000 resources indexed', 1000, 'host', 2),
    row('Endpoints of one host, 10,000 resources indexed', 10_000, 'host', 5),
    row('All clusters of a client, 1,000 resources', 1000, 'clusters'),
    row('All clusters of a client, 10,000 resources', 10_000, 'clusters', 1000),
    row('One traced request of a sidecar, 10,000 resources', 10_000, 'request', 2),
    row('One traced request at a gateway, 10,000 resources', 10_000, 'gatewayRequest', 2),
    memoryRow('Memory in use after all of these, 10,000 resources', 'held', 1.3),
    memoryRow('Peak memory of all of these, 10,000 resources', 'peak', 1.3),
  ];
}

function workspaceRows(samples) {
  const alone = (measure, unit, what) => ({
    measure,
    unit,
    ours: samples.median(`workspace-10000.${what}`, 'ours'),
    against: '–',
    theirs: undefined,
  });
  const row = (measure, unit, what, target) => ({
    ...alone(measure, unit, what),
    against: 'ours, 100 resources',
    theirs: samples.median(`workspace-100.${what}`, 'ours'),
    target,
  });
  return [
    row('CPU per keystroke, 10,000 resources indexed', 'ms', 'keystrokeCpu', 1.5),
    row('Keystroke to diagnostics, 10,000 resources indexed', 'ms', 'keystroke', 1.5),
    alone('Completion while 10,000 resources are indexed', 'ms', 'completionIndexing'),
    alone('Spawn to ready, folder of 10,000 documents', 'ms', 'ready'),
    alone('Peak memory, folder of 10,000 documents', 'MB', 'memory'),
  ];
}

function checkRows(samples) {
  const targets = { 10: 2, 1000: 1, 10000: 1 / 3 };
  const all = Object.entries(ISTIOCTL);
  const against = 'istioctl analyze, recorded';
  const title = (what, documents) => `${what}, ${Number(documents).toLocaleString('en')} documents`;
  return [
    ...all.map(([documents, { seconds }]) => ({
      measure: title('`istio-workloads check`', documents),
      unit: 'ms',
      ours: samples.median(`check-${documents}.ms`, 'ours'),
      against,
      theirs: seconds * 1000,
      target: targets[documents],
      wrong: samples.wrong(`check-${documents}.ms`, 'ours'),
    })),
    ...all.map(([documents, { memory }]) => ({
      measure: title('Peak memory of `check`', documents),
      unit: 'MB',
      ours: samples.median(`check-${documents}.memory`, 'ours'),
      against,
      theirs: memory,
    })),
  ];
}

const ratioOf = ({ ours, theirs }) => (ours === undefined || theirs === undefined ? undefined : ours / theirs);

/** @param {Row} row @returns {boolean | undefined} `undefined` where there is nothing to judge */
export function isMet(row) {
  if (row.wrong) return false;
  if (row.limit !== undefined) return row.ours === undefined ? undefined : row.ours <= row.limit;
  const ratio = ratioOf(row);
  return row.target === undefined || ratio === undefined ? undefined : ratio <= row.target;
}

const COLUMNS = ['Measure', 'Ours', 'Compared with', 'Theirs', 'Ratio', 'Target', 'Met'];

/** @param {Row[]} rows @returns {string[][]} */
function cellsOf(rows) {
  const figure = (value, unit) => (value === undefined ? '–' : `${shortNumber(value)} ${unit}`);
  return rows.map((row) => {
    const ratio = ratioOf(row);
    const met = isMet(row);
    return [
      row.measure,
      row.wrong ? `${row.wrong} wrong answers` : figure(row.ours, row.unit),
      row.against,
      figure(row.theirs, row.unit),
      ratio === undefined ? '–' : ratio.toFixed(ratio < 0.1 ? 4 : 2),
      targetOf(row),
      met === undefined ? '' : met ? 'yes' : '**no**',
    ];
  });
}

/** A limit has a unit, a ratio has none. */
function targetOf({ target, limit, unit }) {
  if (limit !== undefined) return `≤ ${limit} ${unit}`;
  return target === undefined ? '' : `≤ ${target.toFixed(2)}`;
}

const shortNumber = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

const isNumeric = (column) => [1, 3, 4, 5].includes(column);

/** Cells of one width in each column, numbers to the right. @param {string[][]} lines */
function padCells(lines) {
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const pad = (cell, column) => (isNumeric(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]));
  return { widths, lines: lines.map((cells) => cells.map(pad)) };
}

/** @param {string[][]} lines */
function markdownTable(lines) {
  const { widths, lines: padded } = padCells(lines);
  const rule = widths.map((width, column) => (isNumeric(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [padded[0], rule, ...padded.slice(1)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The table for a terminal. @param {Row[]} rows */
export function plainTable(rows) {
  const lines = [COLUMNS, ...cellsOf(rows).map((cells) => cells.map((cell) => cell.replaceAll(/\*\*|`/g, '')))];
  return padCells(lines)
    .lines.map((cells) => cells.join('  ').trimEnd())
    .join('\n');
}

/** Where and with what it was measured. */
export function circumstances() {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus.length} cores, ${cpus[0]?.model ?? 'unknown CPU'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${/^\d+\.\d+/.exec(os.release())?.[0] ?? ''}`,
    node: process.version,
  };
}

const NOTES = '## Notes';

/** What people wrote at the end of an earlier report, which is kept. @param {string} report */
export function notesOf(report) {
  const start = report.indexOf(`\n${NOTES}`);
  return start < 0 ? '' : report.slice(start);
}

/**
 * The text of RESULTS.md.
 * @param {Row[]} rows
 * @param {{ schema: string, rounds: number, load: number, notes?: string }} how
 */
export function markdownReport(rows, { schema, rounds, load, notes = '' }) {
  const { date, machine, node } = circumstances();
  const table = markdownTable([COLUMNS, ...cellsOf(rows)]);
  return `# Benchmark results

Written by \`npm run bench\`; see the end for what was done. Figures are medians, and depend on the machine; what counts
is the ratio, since both sides ran by turns on the same machine within minutes.

- Date: ${date}
- Machine: ${machine}
- Node: ${node} for both servers and the client
- Rounds: ${rounds}; average load of the machine when the run began: ${load.toFixed(1)}
- Schema given to ${PEER}: ${schema}

${table}

## How it is measured

- \`generate.mjs\` writes Istio configuration in groups of ten documents (Gateway, VirtualService, DestinationRule, two
  ServiceEntries, Service, Deployment, two WorkloadEntries, WorkloadGroup), about 30 lines each, all references resolved.
- Both servers are started as processes that talk over standard input and output, one after the other, and the order
  changes each round. ${PEER} is bundled into one file, as its VS Code extension ships it; it has one schema
  for all kinds on the local disk, and all its stores are off, so nothing waits for a network.
- A keystroke adds or takes one character in the middle of the file and so plants or mends a fault: for ours a label that
  a ServiceEntry selects by, which changes what other resources see; for the other an allowed value (\`STATIC\`). The time
  ends with the first diagnostics that are right for the new text. The other server waits 200 ms before it begins.
- CPU per keystroke is that of all threads of the server until it is idle again. Samples never overlap.
- Completion is asked for in the moment of the edit, as an editor does, and counts if what it offers holds the expected
  words. "During analysis" is right after another file of the same size was opened.
- Memory is the most physical memory the process had (\`VmHWM\`) until then: opening, typing, completion, outline, folding,
  hover. An empty Node process has about 43 MB, most of it the executable.
- The index reads the text from memory in a new process: split, parse, decode and index; the parser alone
  does nothing with the trees it makes. Text with anchors cannot take the fast path. \`yaml\` is the library as Node loads
  it; as bundled it is the build without Node's modules, which our bundles contain and which is faster.
- Questions to the simulation are asked in a new process once the index is there. Each host and each request is another
  one; all clusters include making the mesh of all resources, which a request does not. Their targets are times, not ratios.
- \`check\` runs on a folder with files of five documents, the second run and later ones. The figures of
  \`istioctl analyze\` were written down on a machine of this kind, not measured along.
- With \`--crds\` the peer gets the schemas of all of Istio's kinds instead; that costs it up to a fifth more.
${notes}`;
}
