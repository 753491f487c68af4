/**
 * Run in a process of its own by `indexing.mjs`: reads the same generated files once and prints what that took as JSON: with the
 * engine into its index, with the engine up to the last diagnostic, with our own reader alone, or with a bare parser.
 *   node index-worker.mjs index|check|reader|parser MODULE DOCUMENTS plain|anchors
 */
import { generateWorkspace } from './generate.mjs';

const [task, module, documents, variant] = process.argv.slice(2);
const files = generateWorkspace(Number(documents), { anchors: variant === 'anchors' });
// Everything that has to be loaded is loaded before the clock starts.
const { Engine, parseAllDocuments, parseDocument, splitDocuments } = await import(module);

/** Each returns how many documents it found. */
const tasks = {
  index: () => fill(new Engine({ rules: [] })),
  check: () => fill(new Engine()),
  reader() {
    let count = 0;
    for (const { text } of files) {
      for (const { start, end } of splitDocuments(text)) {
        parseDocument(text.slice(start, end));
        count++;
      }
    }
    return count;
  },
  parser() {
    return files.reduce((count, { text }) => count + parseAllDocuments(text).length, 0);
  },
};

function fill(engine) {
  engine.setFolders(['file:///mesh']);
  engine.setLoading(true);
  for (const { path, text } of files) engine.setDiskText(`file:///mesh/${path}`, text);
  engine.setLoading(false);
  engine.settle();
  return [...engine.uris].reduce((count, uri) => count + engine.entriesOf(uri).length, 0);
}

const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const found = tasks[task]();
const ms = performance.now() - startedAt;
const cpu = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ found, ms, cpu: (cpu.user + cpu.system) / 1000 }));
