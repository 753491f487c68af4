/** A client of the Language Server Protocol over standard input and output, no larger than the benchmark needs. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { now } from './process-meter.mjs';

const ANSWER_LIMIT_MS = 60_000;

/**
 * @typedef {object} ServerSpec
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {object} settings the answer to `workspace/configuration`, by section
 * @property {object} initializationOptions
 */

export class LanguageClient {
  /** Whether the server has ended without being asked to. */
  #failure;
  #nextId = 1;
  /** Requests without an answer yet: id to what to do with it. */
  #waiting = new Map();
  /** Called with every notification: method, parameters and time of arrival. */
  #listeners = new Set();
  /** How to end the wait for a notification if the server ends. */
  #rejections = new Set();
  #errorOutput = '';

  /**
   * Starts the server.
   * @param {ServerSpec} spec
   * @param {string} folder the one workspace folder
   */
  constructor(spec, folder) {
    this.spec = spec;
    this.folderUri = pathToFileURL(folder).href;
    this.startedAt = now();
    this.process = spawn(spec.command, spec.args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.pid = this.process.pid;
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
    this.process.stdin.on('error', () => {});
    this.process.stderr.on('data', (chunk) => {
      this.#errorOutput = (this.#errorOutput + chunk).slice(-4000);
    });
    this.process.once('error', (error) => this.#fail(error.message));
    this.process.once('exit', (code, signal) => this.#fail(`ended with ${code ?? signal}`));
    this.#receive();
  }

  #fail(reason) {
    this.#failure ??= new Error(`${this.spec.name} ${reason}\n${this.#errorOutput}`);
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
    for (const reject of this.#rejections) reject(this.#failure);
  }

  /** Cuts the output into messages. The time of arrival is taken before a message is parsed. */
  #receive() {
    /** @type {Buffer[]} */
    let chunks = [];
    let held = 0;
    let wanted = -1;
    this.process.stdout.on('data', (chunk) => {
      chunks.push(chunk);
      held += chunk.length;
      for (;;) {
        if (wanted >= 0 && held < wanted) return;
        const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
        let rest = all;
        if (wanted < 0) {
          const end = all.indexOf('\r\n\r\n');
          if (end >= 0) {
            wanted = Number(/Content-Length: *(\d+)/i.exec(all.toString('latin1', 0, end))?.[1]);
            rest = all.subarray(end + 4);
          }
        } else {
          const arrivedAt = now();
          const body = all.toString('utf8', 0, wanted);
          rest = all.subarray(wanted);
          wanted = -1;
          this.#handle(JSON.parse(body), arrivedAt);
        }
        chunks = [rest];
        held = rest.length;
        if (rest === all) return;
      }
    });
  }

  #handle(message, arrivedAt) {
    if (message.method === undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      waiting?.resolve({ result: message.result, error: message.error, arrivedAt });
    } else if (message.id !== undefined) {
      this.#send({ id: message.id, result: this.#answer(message.method, message.params) });
    } else {
      for (const listener of [...this.#listeners]) listener(message.method, message.params, arrivedAt);
    }
  }

  /** What an editor answers to the server's own requests. */
  #answer(method, params) {
    if (method === 'workspace/configuration') return params.items.map(({ section }) => this.#setting(section));
    if (method === 'workspace/workspaceFolders') return this.#folders();
    return null;
  }

  #setting(section) {
    const { settings } = this.spec;
    if (!section) return settings;
    return settings[section] ?? section.split('.').reduce((value, key) => value?.[key], settings) ?? null;
  }

  #folders() {
    return [{ uri: this.folderUri, name: path.posix.basename(this.folderUri) }];
  }

  #send(message) {
    if (this.#failure) throw this.#failure;
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** @returns {Promise<{ result: any, error: any, arrivedAt: number }>} */
  request(method, params) {
    const id = this.#nextId++;
    return withLimit(
      `${this.spec.name} has not answered ${method}`,
      new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#send({ id, method, params });
      }),
    );
  }

  /**
   * The first notification that `matches` accepts, from now on; with the time of its arrival.
   * @param {string} method
   * @param {(params: any) => boolean} matches
   */
  notification(method, matches) {
    let listener;
    let abandon;
    const arrival = new Promise((resolve, reject) => {
      listener = (name, params, arrivedAt) => {
        if (name === method && matches(params)) resolve({ params, arrivedAt });
      };
      this.#listeners.add(listener);
      this.#rejections.add(reject);
      abandon = reject;
    });
    return withLimit(`${this.spec.name} has not sent the ${method} waited for`, arrival).finally(() => {
      this.#listeners.delete(listener);
      this.#rejections.delete(abandon);
    });
  }

  /** Introduces the client; diagnostics are pushed to it. */
  async initialize() {
    const { initializationOptions, settings } = this.spec;
    const folders = this.#folders();
    const { error } = await this.request('initialize', {
      processId: process.pid,
      rootUri: this.folderUri,
      workspaceFolders: folders,
      locale: 'en',
      initializationOptions,
      capabilities: CLIENT_CAPABILITIES,
    });
    if (error) throw new Error(`${this.spec.name}: ${error.message}`);
    this.notify('initialized', {});
    this.notify('workspace/didChangeConfiguration', { settings });
  }

  /** Ends the server politely, and if that does not help, at once. */
  async stop() {
    this.process.removeAllListeners('exit');
    const force = setTimeout(() => this.process.kill('SIGKILL'), 2000);
    try {
      await this.request('shutdown');
      this.notify('exit');
    } catch {
      this.process.kill('SIGKILL');
    }
    await this.ended;
    clearTimeout(force);
  }
}

/** @template T @param {string} complaint @param {Promise<T>} promise @returns {Promise<T>} */
function withLimit(complaint, promise) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${complaint} in ${ANSWER_LIMIT_MS / 1000} s`)), ANSWER_LIMIT_MS);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

const CLIENT_CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    synchronization: { didSave: true, dynamicRegistration: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    completion: {
      contextSupport: true,
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertReplaceSupport: true,
      },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** A document that is open in the client, and how it is changed. */
export class OpenDocument {
  #version = 1;

  /**
   * Opens it.
   * @param {LanguageClient} client
   * @param {string} uri
   * @param {string} text
   */
  constructor(client, uri, text) {
    this.client = client;
    this.uri = uri;
    this.text = text;
    this.identifier = { uri };
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: this.#version, text } });
  }

  close() {
    this.client.notify('textDocument/didClose', { textDocument: this.identifier });
  }

  /** @param {number} offset @returns {{ line: number, character: number }} */
  positionAt(offset) {
    const before = this.text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { line: before.split('\n').length - 1, character: offset - lineStart };
  }

  /**
   * Prepares an edit, so that computing it is not in the time that is measured.
   * @returns {() => number} sends the edit and returns the time
   */
  prepare(offset, deleteLength, insertText) {
    const range = { start: this.positionAt(offset), end: this.positionAt(offset + deleteLength) };
    const text = this.text.slice(0, offset) + insertText + this.text.slice(offset + deleteLength);
    return () => {
      this.text = text;
      this.#version += 1;
      const sentAt = now();
      this.client.notify('textDocument/didChange', {
        textDocument: { uri: this.uri, version: this.#version },
        contentChanges: [{ range, text: insertText }],
      });
      return sentAt;
    };
  }

  /**
   * The next diagnostics that are right for the text as it will be: something on `line`, or nothing. An answer to an
   * earlier text does not count, whether the server says which version it is about or not.
   * @param {number} line
   * @param {boolean} isFaulty
   * @param {number} [edits] how many edits will have been sent by then
   */
  diagnostics(line, isFaulty, edits = 0) {
    const version = this.#version + edits;
    return this.client.notification(
      'textDocument/publishDiagnostics',
      (params) =>
        params.uri === this.uri &&
        (params.version ?? version) >= version &&
        params.diagnostics.some(({ range }) => range.start.line <= line && line <= range.end.line) === isFaulty,
    );
  }

  /** Labels of the completion at an offset, and when they arrived. */
  async completion(offset) {
    const position = this.positionAt(offset);
    const { result, arrivedAt } = await this.client.request('textDocument/completion', {
      textDocument: this.identifier,
      position,
      context: { triggerKind: 1 },
    });
    const items = Array.isArray(result) ? result : (result?.items ?? []);
    return { labels: items.map((item) => item.label), arrivedAt };
  }
}
