/** The browser server in surroundings that have nothing of Node: it loads, and it answers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Message {
  id?: number;
  method?: string;
  result?: unknown;
}

/** A web worker's global object, as far as a language server uses it. */
function startWorker() {
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const sent: Message[] = [];
  let wake = (): void => {};
  const scope: Record<string, unknown> = {
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    performance,
    console,
    TextEncoder,
    TextDecoder,
    URL,
    MessageChannel,
    structuredClone,
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      if (type === 'message') listeners.push(listener);
    },
    removeEventListener: () => {},
    postMessage: (message: Message) => {
      sent.push(message);
      wake();
    },
    close: () => {},
  };
  scope.self = scope;
  vm.runInNewContext(readFileSync(path.join(root, 'dist/server/browser/main.js'), 'utf8'), vm.createContext(scope));

  return {
    receive(message: object): void {
      const event = { data: { jsonrpc: '2.0', ...message } };
      for (const listener of listeners) listener(event);
      const { onmessage } = scope;
      if (typeof onmessage === 'function') onmessage(event);
    },
    async answerTo(id: number): Promise<Message> {
      for (;;) {
        const answer = sent.find((message) => message.id === id && message.method === undefined);
        if (answer) return answer;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

test('the server answers in a web worker', async () => {
  const worker = startWorker();
  worker.receive({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  const answer = await worker.answerTo(1);
  expect(answer.result).toHaveProperty('capabilities');
});
