/** Answers a client that asks for diagnostics, file by file or for the whole workspace. */
import type {
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { areSameDiagnostics } from './compare-diagnostics.ts';
import type { DiagnosticsSource } from './diagnostics-source.ts';
import type { Cancellation, Rpc } from './rpc.ts';
import type { Scheduler } from './scheduler.ts';

/** What was last answered for a file. */
interface Answer {
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | undefined;
}

export class DiagnosticsPull {
  readonly #source: DiagnosticsSource;
  readonly #scheduler: Scheduler;
  readonly #rpc: Rpc;
  readonly #canRefresh: boolean;
  readonly #answers = new Map<string, Answer>();
  #lastResultId = 0;
  #isRefreshing = false;

  constructor(source: DiagnosticsSource, scheduler: Scheduler, rpc: Rpc, canRefresh: boolean) {
    this.#source = source;
    this.#scheduler = scheduler;
    this.#rpc = rpc;
    this.#canRefresh = canRefresh;
  }

  /** Waits until the file has been read and analysed, then answers for the text it has by then. */
  async document(
    uri: string,
    params: DocumentDiagnosticParams,
    cancellation: Cancellation,
  ): Promise<DocumentDiagnosticReport> {
    await this.#scheduler.settled(uri, cancellation);
    cancellation.throwIfRequested();
    const { resultId, diagnostics } = this.#answer(uri);
    return resultId === params.previousResultId
      ? { kind: 'unchanged', resultId }
      : { kind: 'full', resultId, items: [...diagnostics] };
  }

  /** All files whose answers the client does not have; waits until there is one, as the protocol asks. */
  async workspace(
    uris: () => Iterable<string>,
    params: WorkspaceDiagnosticParams,
    cancellation: Cancellation,
  ): Promise<WorkspaceDiagnosticReport> {
    const previous = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
    for (;;) {
      const items = this.#news(uris(), previous);
      if (items.length > 0 || previous.size === 0) return { items };
      await this.#scheduler.nextProgress(cancellation);
      cancellation.throwIfRequested();
    }
  }

  /** Answers may have changed: says so where the client cannot know, since it did not touch these files itself. */
  update(changed: ReadonlyMap<string, Diagnostic[]>): void {
    if (!this.#canRefresh || this.#isRefreshing) return;
    const isNews = ([uri, diagnostics]: [string, Diagnostic[]]): boolean => {
      const answer = this.#answers.get(uri);
      if (!answer || answer.version !== this.#source.version(uri)) return false;
      return !areSameDiagnostics(answer.diagnostics, diagnostics);
    };
    if (![...changed].some(isNews)) return;
    this.#isRefreshing = true;
    const done = (): void => {
      this.#isRefreshing = false;
    };
    this.#rpc.sendRequest('workspace/diagnostic/refresh').then(done, done);
  }

  #news(uris: Iterable<string>, previous: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const gone = new Set(previous.keys());
    const report = (uri: string): void => {
      const { resultId, diagnostics, version = null } = this.#answer(uri);
      const isKnown = previous.has(uri) ? previous.get(uri) === resultId : diagnostics.length === 0;
      if (!isKnown) items.push({ kind: 'full', uri, version, resultId, items: [...diagnostics] });
    };
    for (const uri of uris) {
      gone.delete(uri);
      // A file that is being worked on is reported when that is done.
      if (this.#source.isComplete(uri)) report(uri);
    }
    for (const uri of gone) report(uri);
    return items;
  }

  #answer(uri: string): Answer {
    const diagnostics = this.#source.diagnostics(uri);
    const version = this.#source.version(uri);
    const before = this.#answers.get(uri);
    const resultId =
      before && areSameDiagnostics(before.diagnostics, diagnostics) ? before.resultId : String(++this.#lastResultId);
    const answer = { resultId, diagnostics, version };
    this.#answers.set(uri, answer);
    return answer;
  }
}
