/** A language client for tests: over an in-memory channel or a process, it keeps everything that the server says. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { ClientCapabilities, Diagnostic, InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver';
import { startServer } from '../../server/src/lsp/connection.ts';
import type { ServerHost } from '../../server/src/lsp/host.ts';
import { localFiles } from '../../server/src/node/local-files.ts';
import { STATUS, type StatusParams } from '../../server/src/protocol.ts';

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What VS Code says of itself, as far as the server asks. */
export const EDITOR: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    diagnostic: { dynamicRegistration: false },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
  window: { workDoneProgress: true },
};

export interface InitializeOptions {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  readonly processId?: number | null;
}

export class TestClient {
  /** Everything received, in order. */
  readonly messages: Message[] = [];
  /** The answer to `workspace/configuration`. */
  settings: unknown = null;
  /** Answers to other requests of the server; what is not here is answered with `null`. */
  readonly answers = new Map<string, (params: never) => unknown>();
  readonly #send: (message: object) => void;
  readonly #wakers = new Set<() => void>();
  #nextId = 1;
  #versions = new Map<string, number>();

  constructor(send: (message: object) => void) {
    this.#send = send;
  }

  /** Called by whoever connects the client: a message of the server arrived. */
  receive(message: Message): void {
    this.messages.push(message);
    if (message.method !== undefined && message.id !== undefined) {
      const result =
        message.method === 'workspace/configuration'
          ? [this.settings]
          : (this.answers.get(message.method)?.(message.params as never) ?? null);
      void Promise.resolve(result).then((value) => this.sendRaw({ id: message.id, result: value ?? null }));
    }
    for (const wake of [...this.#wakers]) wake();
  }

  sendRaw(message: object): void {
    this.#send({ jsonrpc: '2.0', ...message });
  }

  notify(method: string, params?: unknown): void {
    this.sendRaw({ method, params });
  }

  /** Sends a request at once; returns its id. */
  ask(method: string, params?: unknown): number {
    const id = this.#nextId++;
    this.sendRaw({ id, method, params });
    return id;
  }

  async answer(id: number): Promise<Message> {
    return this.waitFor((message) => message.id === id && message.method === undefined);
  }

  /** The result of a request; rejects if it is answered with an error. */
  async request<R>(method: string, params?: unknown): Promise<R> {
    const { result, error } = await this.answer(this.ask(method, params));
    if (error) throw new Error(`${method}: ${error.code} ${error.message}`);
    return result as R;
  }

  /** The first message from `from` on that `accepts` takes, whether it is here already or still to come. */
  async waitFor(accepts: (message: Message) => boolean, from = 0): Promise<Message> {
    for (let index = from; ; index++) {
      while (index >= this.messages.length) {
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            this.#wakers.delete(wake);
            resolve();
          };
          this.#wakers.add(wake);
        });
      }
      const message = this.messages[index] as Message;
      if (accepts(message)) return message;
    }
  }

  async initialize({
    folders = [],
    capabilities = EDITOR,
    options = {},
    processId = null,
  }: InitializeOptions = {}): Promise<InitializeResult> {
    const result = await this.request<InitializeResult>('initialize', {
      processId,
      rootUri: folders[0] ?? null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      capabilities,
      initializationOptions: options,
    });
    this.notify('initialized', {});
    return result;
  }

  open(uri: string, text: string): void {
    this.#versions.set(uri, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  }

  /** Replaces one range, `[line, character, line, character]`; returns the version after it. */
  edit(uri: string, [line, character, endLine, endCharacter]: [number, number, number, number], text: string): number {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    const range = { start: { line, character }, end: { line: endLine, character: endCharacter } };
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
    return version;
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Everything said about a file's diagnostics so far. */
  published(uri: string): PublishDiagnosticsParams[] {
    return this.messages
      .filter((message) => message.method === 'textDocument/publishDiagnostics')
      .map((message) => message.params as PublishDiagnosticsParams)
      .filter((params) => params.uri === uri);
  }

  /** Waits for diagnostics of a file that `accepts` takes, from message number `from` on. */
  async diagnostics(
    uri: string,
    accepts: (params: PublishDiagnosticsParams) => boolean,
    from = 0,
  ): Promise<Diagnostic[]> {
    const message = await this.waitFor(({ method, params }) => {
      if (method !== 'textDocument/publishDiagnostics') return false;
      const publish = params as PublishDiagnosticsParams;
      return publish.uri === uri && accepts(publish);
    }, from);
    return (message.params as PublishDiagnosticsParams).diagnostics;
  }

  async status(accepts: (status: StatusParams) => boolean, from = 0): Promise<StatusParams> {
    const message = await this.waitFor(
      ({ method, params }) => method === STATUS && accepts(params as StatusParams),
      from,
    );
    return message.params as StatusParams;
  }

  /** Everything has been read and analysed. */
  async ready(from = 0): Promise<StatusParams> {
    return this.status(({ state }) => state === 'ready', from);
  }

  /** A few round trips: what the server had at hand to say has been said. */
  async rest(): Promise<void> {
    for (let round = 0; round < 5; round++) await this.request('workspace/symbol', { query: '' });
  }

  /** Texts of the log, of this type or all. */
  logged(type?: 1 | 2 | 3 | 4): string[] {
    return this.messages
      .filter((message) => message.method === 'window/logMessage')
      .map((message) => message.params as { type: number; message: string })
      .filter((params) => type === undefined || params.type === type)
      .map((params) => params.message);
  }
}

export interface InMemoryServer {
  readonly client: TestClient;
  /** Exit codes, in order; one at most if the server behaves. */
  readonly exits: number[];
  /** The client is gone. */
  readonly disconnect: () => void;
}

class MemoryReader extends AbstractMessageReader {
  #callback: DataCallback | undefined;

  listen(callback: DataCallback): Disposable {
    this.#callback = callback;
    return { dispose: () => {} };
  }

  receive(message: Parameters<DataCallback>[0]): void {
    this.#callback?.(message);
  }

  close(): void {
    this.fireClose();
  }
}

class MemoryWriter extends AbstractMessageWriter {
  readonly #send: (message: object) => void;

  constructor(send: (message: object) => void) {
    super();
    this.#send = send;
  }

  async write(message: object): Promise<void> {
    this.#send(message);
  }

  end(): void {}
}

/** A server in this process; messages take one turn of the event loop in each direction. */
export function startInMemory(host: Partial<ServerHost> = {}): InMemoryServer {
  const exits: number[] = [];
  const reader = new MemoryReader();
  const client = new TestClient((message) => {
    const text = JSON.stringify(message);
    setImmediate(() => reader.receive(JSON.parse(text)));
  });
  const writer = new MemoryWriter((message) => {
    const text = JSON.stringify(message);
    setImmediate(() => client.receive(JSON.parse(text)));
  });
  const now = (): number => performance.now();
  const yieldToEvents = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  startServer(createMessageConnection(reader, writer), {
    now,
    yieldToEvents,
    localFiles: localFiles({ now, yieldToEvents }),
    version: () => '1.2.3',
    exit: (code) => exits.push(code),
    ...host,
  });
  return { client, exits, disconnect: () => reader.close() };
}

const MAIN = path.resolve(import.meta.dirname, '../../dist/server/main.js');

export interface ServerProcess {
  readonly client: TestClient;
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** A client that speaks over streams. */
export function clientOver(input: Readable, output: Writable): TestClient {
  const writer = new StreamMessageWriter(output);
  const client = new TestClient((message) => void writer.write(message as never).catch(() => undefined));
  new StreamMessageReader(input).listen((message) => client.receive(message as never));
  return client;
}

/** The bundled server as an editor starts it. */
export interface ProcessOptions {
  /** Arguments for Node itself. */
  readonly nodeOptions?: readonly string[];
  /** Beside the variables that the tests run with. */
  readonly env?: Readonly<Record<string, string>>;
}

export function startProcess({ nodeOptions = [], env }: ProcessOptions = {}): ServerProcess {
  const child = spawn(process.execPath, [...nodeOptions, MAIN, '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(env && { env: { ...process.env, ...env } }),
  });
  const client = clientOver(child.stdout, child.stdin);
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { client, process: child, ended };
}
