/** The language server as a web worker: the client is the one that sees files. */
import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from 'vscode-jsonrpc/browser';
import { startServer } from '../lsp/connection.ts';

declare const self: DedicatedWorkerGlobalScope;

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

startServer(createMessageConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  now: () => performance.now(),
  // Unlike a timer, a message is not held back for milliseconds, and it comes after those that wait already.
  yieldToEvents: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(undefined);
    }),
  exit: () => self.close(),
});
