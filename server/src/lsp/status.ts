/** What the client shows about the server as a whole: its state, how far indexing is, and what there is to know. */
import type { Diagnostic } from 'vscode-languageserver';
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { type ServerState, STATUS, type StatusParams } from '../protocol.ts';
import type { Rpc } from './rpc.ts';

/** The shortest time between two notifications about the same state. */
const INTERVAL_MS = 250;

/** Fewer files than this are read before anybody could look at a progress bar. */
const PROGRESS_FILES = 200;

const PROGRESS_TOKEN = 'istio-workloads/indexing';

interface Tally {
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
}

const NO_TALLY: Tally = { resources: 0, errors: 0, warnings: 0 };

export class Status {
  readonly #rpc: Rpc;
  readonly #engine: Engine;
  /** Files that have something to count. */
  readonly #tallies = new Map<string, Tally>();
  #resources = 0;
  #errors = 0;
  #warnings = 0;
  #files = 0;
  #state: ServerState = 'starting';
  #listed: Iterable<string> = [];
  #total = 0;
  #leftOut = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastSent = '';
  #showsProgress = false;
  #hasProgress = false;
  #hasBegun = false;

  constructor(rpc: Rpc, engine: Engine) {
    this.#rpc = rpc;
    this.#engine = engine;
  }

  /** The client can show progress. */
  enableProgress(): void {
    this.#showsProgress = true;
  }

  /** Indexing starts, or more files than thought are to be read; `leftOut` files are not. */
  indexing(uris: Iterable<string>, total: number, leftOut: number): void {
    this.#listed = uris;
    this.#total = total;
    this.#leftOut = leftOut;
    if (this.#showsProgress && !this.#hasProgress && total >= PROGRESS_FILES) this.#beginProgress();
    this.#setState('indexing');
  }

  /** Everything has been read and analysed. */
  ready(): void {
    if (this.#hasProgress) {
      if (this.#hasBegun) this.#progress({ kind: 'end' });
      this.#hasProgress = false;
      this.#hasBegun = false;
    }
    this.#setState('ready');
  }

  /** A part of the work could not be done. */
  failed(): void {
    this.#state = 'error';
    this.#send();
  }

  /** What is wrong in these files now, and with it how many resources they have. */
  update(changed: ReadonlyMap<string, readonly Diagnostic[]>): void {
    for (const [uri, diagnostics] of changed) this.#count(uri, diagnostics);
    if (changed.size > 0 && this.#state !== 'starting') this.#soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #setState(state: ServerState): void {
    const isNew = state !== this.#state;
    this.#state = state;
    if (isNew) this.#send();
    else this.#soon();
  }

  #count(uri: string, diagnostics: readonly Diagnostic[]): void {
    const before = this.#tallies.get(uri) ?? NO_TALLY;
    let errors = 0;
    let warnings = 0;
    for (const { severity } of diagnostics) {
      if (severity === 1) errors++;
      else if (severity === 2) warnings++;
    }
    let resources = 0;
    for (const content of this.#engine.file(uri)?.contents.values() ?? []) resources += content.entries.length;
    if (resources + errors + warnings > 0) this.#tallies.set(uri, { resources, errors, warnings });
    else this.#tallies.delete(uri);
    this.#resources += resources - before.resources;
    this.#errors += errors - before.errors;
    this.#warnings += warnings - before.warnings;
    this.#files += Number(resources > 0) - Number(before.resources > 0);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#send(), INTERVAL_MS);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const indexed = this.#state === 'indexing' ? this.#countIndexed() : 0;
    const params: StatusParams = {
      state: this.#state,
      ...(this.#state === 'indexing' && { indexed, total: this.#total }),
      files: this.#files,
      resources: this.#resources,
      errors: this.#errors,
      warnings: this.#warnings,
      ...this.#message(),
    };
    const text = JSON.stringify(params);
    if (text === this.#lastSent) return;
    this.#lastSent = text;
    this.#rpc.sendNotification(STATUS, params);
    if (this.#hasBegun && this.#state === 'indexing') {
      this.#progress({
        kind: 'report',
        message: t('{0} of {1} files', indexed, this.#total),
        percentage: Math.floor((100 * indexed) / Math.max(1, this.#total)),
      });
    }
  }

  #message(): { readonly message?: string } {
    if (this.#state === 'error') return { message: t('A part of the analysis failed; the log says why.') };
    if (this.#leftOut === 0) return {};
    return { message: t('Files or folders left out: {0}. The log says which and why.', this.#leftOut) };
  }

  /** Listed files whose documents have all been read. */
  #countIndexed(): number {
    let count = 0;
    for (const uri of this.#listed) if (this.#engine.file(uri)?.pending.size === 0) count++;
    return count;
  }

  #beginProgress(): void {
    this.#hasProgress = true;
    // Progress belongs to a token that the client has agreed to; a client that refuses sees none.
    this.#rpc.sendRequest('window/workDoneProgress/create', { token: PROGRESS_TOKEN }).then(
      () => {
        if (!this.#hasProgress) return;
        this.#hasBegun = true;
        this.#progress({ kind: 'begin', title: t('Reading Istio and Kubernetes resources'), percentage: 0 });
      },
      () => {
        this.#hasProgress = false;
      },
    );
  }

  #progress(value: object): void {
    this.#rpc.sendNotification('$/progress', { token: PROGRESS_TOKEN, value });
  }
}
