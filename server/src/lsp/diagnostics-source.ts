/** The one place that push and pull take their answers from. */
import type { Diagnostic } from 'vscode-languageserver';
import type { Engine } from '../engine.ts';
import { provideDiagnostics } from '../features/diagnostics.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Log } from './log.ts';
import { describeError } from './rpc.ts';
import { toDiagnostic } from './to-lsp.ts';

export class DiagnosticsSource {
  readonly #engine: Engine;
  readonly #support: ClientSupport;
  readonly #log: Log;

  constructor(engine: Engine, support: ClientSupport, log: Log) {
    this.#engine = engine;
    this.#support = support;
    this.#log = log;
  }

  /** What is wrong in a file as the client can take it; nothing for a file that is gone. */
  diagnostics(uri: string): Diagnostic[] {
    try {
      return provideDiagnostics(this.#engine, uri).map((diagnostic) => toDiagnostic(diagnostic, this.#support));
    } catch (error) {
      this.#log.error(`diagnostics of ${uri} failed: ${describeError(error)}`);
      return [];
    }
  }

  /** Whether what `diagnostics` says is about the whole of the present text and workspace. */
  isComplete(uri: string): boolean {
    return this.#engine.isSettled(uri);
  }

  /** The editor's version of an open file. */
  version(uri: string): number | undefined {
    return this.#engine.file(uri)?.version;
  }
}
