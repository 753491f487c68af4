/**
 * Run in a process of its own by `simulating.mjs`: reads a generated mesh into the index, asks the simulation about it and
 * prints as JSON what that took, in milliseconds, and how much memory the process has.
 *   node --expose-gc simulation-worker.mjs index|ask MODULE DOCUMENTS
 */
import { readFileSync } from 'node:fs';
import { generateWorkspace, hostsOf } from './generate.mjs';

const [task, module, documents] = process.argv.slice(2);
const files = generateWorkspace(Number(documents));
const hosts = hostsOf(Number(documents));
const { clustersOf, DEFAULT_MESH, Engine, meshFromEntries, serviceAnswers, traceRequest } = await import(module);

const CLIENT = { type: 'sidecar', namespace: hosts[0].namespace, labels: {}, locality: '', network: '', node: '' };

const engine = new Engine({ rules: [] });
engine.setFolders(['file:///mesh']);
engine.setLoading(true);
for (const { path, text } of files) engine.setDiskText(`file:///mesh/${path}`, text);
engine.setLoading(false);
engine.settle();
const entries = [...engine.uris].flatMap((uri) => engine.entriesOf(uri));

const answers = task === 'ask' ? { host: askForHosts(), ...askForMesh() } : {};
console.log(JSON.stringify({ answers, memory: memory() }));

/** Who answers for the host of a ServiceEntry, as a hover asks: about a hundred hosts, each once, so that nothing is remembered. */
function askForHosts() {
  const isAsked = ({ kind, name }) => kind === 'ServiceEntry' && !name.endsWith('-partner');
  const asked = entries.filter(({ resource }) => isAsked(resource));
  const step = Math.max(1, Math.floor(asked.length / 100));
  return series(
    asked.filter((_, index) => index % step === 0),
    (entry) => serviceAnswers(engine.viewOf(entry.file.uri), entry),
    // Two machines and a Deployment answer, on two ports.
    (_, { answers }) => answers.length === 2 && answers.every(({ members }) => members.length === 3),
  );
}

/** All clusters of one client, then its requests and some through a gateway, in a mesh that was not asked before. */
function askForMesh() {
  let mesh;
  const own = hosts.filter(({ namespace }) => namespace === CLIENT.namespace);
  const clusters = series(
    [CLIENT],
    (client) => {
      mesh = meshFromEntries(entries, DEFAULT_MESH).mesh;
      return clustersOf(mesh, client);
    },
    (_, found) => {
      const answering = new Set(found.filter(({ groups }) => groups.length > 0).map(({ name }) => name));
      return own.every(({ host, port }) => answering.has(`outbound|${port}||${host}`));
    },
  );
  const base = { labels: {}, address: undefined, headers: {} };
  const fromSidecar = own.map(({ name, host, port, address }) => ({
    ...base,
    from: 'sidecar',
    namespace: CLIENT.namespace,
    host,
    port,
    address,
    path: `/${name}`,
    protocol: 'http',
  }));
  const fromGateway = hosts.slice(0, 60).map(({ name, host }) => ({
    ...base,
    from: 'gateway',
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
    host,
    port: 80,
    path: `/${name}`,
    protocol: 'http',
  }));
  const follow = (request) => traceRequest(mesh, request);
  const isRouted = ({ host }, { outcome, clusters }) =>
    outcome === 'route' && clusters.length > 0 && clusters.every(({ cluster }) => cluster.endsWith(`|${host}`));
  return {
    clusters,
    request: series(fromSidecar, follow, isRouted),
    gatewayRequest: series(fromGateway, follow, (_, { outcome }) => outcome === 'redirect'),
  };
}

/** Asks each question once. */
function series(questions, ask, isRight) {
  const times = [];
  let wrong = 0;
  for (const question of questions) {
    const startedAt = performance.now();
    const answer = ask(question);
    times.push(performance.now() - startedAt);
    if (!isRight(question, answer)) wrong++;
  }
  return { times, wrong };
}

/** In megabytes: the most that the process had, where the system tells it, and what is in use without any garbage. */
function memory() {
  let peak;
  try {
    peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {}
  globalThis.gc();
  return { peak, held: process.memoryUsage().heapUsed / 2 ** 20 };
}
