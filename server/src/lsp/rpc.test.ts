import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
} from 'vscode-jsonrpc/node';
import { Rpc } from './rpc.ts';

class Reader extends AbstractMessageReader {
  receive: DataCallback = () => {};

  listen(callback: DataCallback): { dispose(): void } {
    this.receive = callback;
    return { dispose: () => {} };
  }
}

/** The end of a channel whose other side is gone. */
class BrokenWriter extends AbstractMessageWriter {
  attempts = 0;

  async write(message: Message): Promise<void> {
    this.attempts++;
    const error = new Error('write EPIPE');
    this.fireError(error, message, this.attempts);
    throw error;
  }

  end(): void {}
}

test('what cannot be written is not reported to the one who cannot be reached', async () => {
  const writer = new BrokenWriter();
  const rpc: Rpc = new Rpc(createMessageConnection(new Reader(), writer), {
    onProblem: (message) => rpc.sendNotification('window/logMessage', { type: 2, message }),
    onClose: () => {},
    refusal: () => undefined,
  });
  rpc.listen();
  rpc.sendNotification('hello');
  for (let turn = 0; turn < 10; turn++) await setImmediate();
  expect(writer.attempts).toBe(1);
});

test('what a handler throws is told and answered, and the next request is handled', async () => {
  const reader = new Reader();
  const problems: string[] = [];
  const sent: object[] = [];
  class Writer extends AbstractMessageWriter {
    async write(message: Message): Promise<void> {
      sent.push(message);
    }

    end(): void {}
  }
  const rpc = new Rpc(createMessageConnection(reader, new Writer()), {
    onProblem: (message) => problems.push(message),
    onClose: () => {},
    refusal: () => undefined,
  });
  rpc.onRequest('crash', () => {
    throw new Error('bug');
  });
  rpc.onRequest('work', () => undefined);
  rpc.listen();
  for (const [id, method] of ['crash', 'work'].entries()) reader.receive({ jsonrpc: '2.0', id, method } as Message);
  for (let turn = 0; turn < 10; turn++) await setImmediate();
  expect(problems).toEqual([expect.stringMatching(/^crash failed: Error: bug/)]);
  expect(sent).toMatchObject([
    { id: 0, error: { code: -32603 } },
    { id: 1, result: null },
  ]);
});
