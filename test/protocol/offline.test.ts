/** What the server finds with its default settings, where nothing but its own process exists: no network, no other program. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ServerProcess, startProcess } from './client.ts';

/** Loaded before the server: whatever reaches for the outside is written down and fails. */
const BARRIER = `
const { appendFileSync } = require('node:fs');
const barrier = (name) => () => {
  appendFileSync(process.env.ATTEMPTS, name + '\\n');
  throw new Error(name + ' is not allowed here');
};
for (const [module, names] of Object.entries({
  net: ['connect', 'createConnection'],
  tls: ['connect'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve'],
  http: ['request', 'get'],
  https: ['request', 'get'],
  child_process: ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
})) {
  const target = require('node:' + module);
  for (const name of names) target[name] = barrier(module + '.' + name);
}
require('node:net').Socket.prototype.connect = barrier('net.Socket.connect');
globalThis.fetch = barrier('fetch');
`;

const FAULTY = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  addres: 192.168.0.10
  weight: "20"
  labels:
    app: whoami
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  location: MESH_INTERNAL
  resolution: STATIK
  workloadSelector:
    labels:
      app: whoam
`;

let server: ServerProcess | undefined;
const folder = mkdtempSync(path.join(os.tmpdir(), 'istio-workloads-offline-'));
afterEach(() => {
  server?.process.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('five faults are found without settings, and nobody is asked about them', async () => {
  const barrier = path.join(folder, 'barrier.cjs');
  const attempts = path.join(folder, 'attempts.txt');
  writeFileSync(barrier, BARRIER);
  writeFileSync(attempts, '');
  server = startProcess({ nodeOptions: [`--require=${barrier}`], env: { ATTEMPTS: attempts } });
  const { client } = server;
  await client.initialize();
  const uri = 'file:///mesh/whoami.yaml';
  client.open(uri, FAULTY);
  const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length >= 5);
  expect(found.map(({ range, code }) => `${range.start.line + 1} ${code}`).sort()).toEqual([
    '23 schema/unknown-value',
    '26 service-entry/selector-near-miss',
    '5 workload-entry/address-missing',
    '6 schema/unknown-field',
    '7 schema/wrong-type',
  ]);
  await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 22, character: 5 } });
  await client.request('textDocument/completion', { textDocument: { uri }, position: { line: 22, character: 14 } });
  expect(readFileSync(attempts, 'utf8')).toBe('');
});
