/** The bundled server as a process of its own. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { clientOver, type Message, type ServerProcess, startProcess, TestClient } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';

const MAIN = path.resolve(import.meta.dirname, '../../dist/server/main.js');

const started: ServerProcess[] = [];
function start(): ServerProcess {
  const server = startProcess();
  started.push(server);
  return server;
}
afterEach(() => {
  for (const server of started.splice(0)) server.process.kill();
});

test('it answers over standard input and output', async () => {
  const { client } = start();
  await client.initialize();
  const uri = 'file:///a/all.yaml';
  client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart-v1')}`);
  expect(await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0)).toHaveLength(1);
});

test('it answers over the channel of a forked process', async () => {
  const child = fork(MAIN, ['--node-ipc'], { stdio: 'pipe' });
  const client = new TestClient((message) => child.send(message));
  child.on('message', (message) => client.receive(message as Message));
  await client.initialize();
  expect(await client.request('workspace/symbol', { query: '' })).toEqual([]);
  child.disconnect();
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1);
});

test('it answers over a socket', async () => {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const child = spawn(process.execPath, [MAIN, `--socket=${(listening.address() as AddressInfo).port}`]);
  const socket = await new Promise<Socket>((resolve) => listening.on('connection', resolve));
  const client = clientOver(socket, socket);
  await client.initialize();
  expect(await client.request('workspace/symbol', { query: '' })).toEqual([]);
  socket.end();
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1);
  listening.close();
});

test('it ends after shutdown and exit', async () => {
  const { client, ended } = start();
  await client.initialize();
  await client.request('shutdown');
  client.notify('exit');
  expect(await ended).toBe(0);
});

test('it ends when its input ends', async () => {
  const { client, process: child, ended } = start();
  await client.initialize();
  child.stdin.end();
  expect(await ended).toBe(1);
});

test('it ends when the process of its client ends', async () => {
  const client = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 1e6)']);
  const server = start();
  await server.client.initialize({ processId: client.pid ?? null });
  client.kill();
  expect(await server.ended).toBe(1);
});

describe('garbage on its input', () => {
  const frame = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  test.each([
    ['a header without a length', 'Content-Type: text\r\n\r\n'],
    ['a length that is no number', 'Content-Length: many\r\n\r\n'],
    ['a body that is no JSON', frame('{"a":')],
    ['a body that is no message', frame('null')],
    ['a batch', frame('[]')],
    ['a request without parameters', frame('{"jsonrpc":"2.0","id":"x","method":"textDocument/hover"}')],
    ['an answer nobody asked for', frame('{"jsonrpc":"2.0","id":99,"result":null}')],
    ['a cancellation without an id', frame('{"jsonrpc":"2.0","method":"$/cancelRequest"}')],
    ['noise', `${'\u0000\u00ffnoise'.repeat(3000)}\r\n\r\n`],
  ])('does not stop it: %s', async (_, garbage) => {
    const { client, process: child } = start();
    await client.initialize();
    await client.rest();
    child.stdin.write(garbage);
    // What stands behind garbage in one piece waits for the next piece, so it is asked until there is an answer.
    const asked = client.messages.length;
    const asking = setInterval(() => client.ask('workspace/symbol', { query: '' }), 20);
    await client.waitFor(({ result }) => Array.isArray(result), asked).finally(() => clearInterval(asking));
  });

  test('is logged', async () => {
    const { client, process: child } = start();
    await client.initialize();
    const from = client.messages.length;
    child.stdin.write(frame('{"a":'));
    await client.waitFor(
      ({ method, params }) => method === 'window/logMessage' && /JSON/.test(JSON.stringify(params)),
      from,
    );
  });
});

describe('from a terminal', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });

  test('it says its version', () => {
    expect(run('--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^istio-workloads-language-server \d+\.\d+\.\d+\n$/),
    });
  });

  test('it says how to start it', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--stdio') });
  });

  test('it does not wait for a client without a channel', () => {
    expect(run()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--stdio') });
  });
});
