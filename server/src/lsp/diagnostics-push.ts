/** Sends each file's diagnostics to a client that is told about them, and only when they are not what it has. */
import type { Diagnostic } from 'vscode-languageserver';
import { areSameDiagnostics } from './compare-diagnostics.ts';
import type { DiagnosticsSource } from './diagnostics-source.ts';
import type { Rpc } from './rpc.ts';

interface Published {
  readonly diagnostics: readonly Diagnostic[];
  /** The other files that its related information points into. */
  readonly pointsInto: ReadonlySet<string>;
}

const NOTHING: Published = { diagnostics: [], pointsInto: new Set() };

export class DiagnosticsPush {
  readonly #source: DiagnosticsSource;
  readonly #rpc: Rpc;
  /** Only files that have diagnostics, or whose opening has been answered. */
  readonly #published = new Map<string, Published>();
  readonly #unanswered = new Set<string>();
  /** Files whose diagnostics may lie elsewhere now although nothing about them has changed. */
  readonly #toCheck = new Set<string>();

  constructor(source: DiagnosticsSource, rpc: Rpc) {
    this.#source = source;
    this.#rpc = rpc;
  }

  /** A file was opened: the client gets an answer for it, even if that is that nothing is wrong. */
  expect(uri: string): void {
    this.#unanswered.add(uri);
  }

  /** A file is known by another name from now on: what was said under the old one is taken back. */
  retract(uri: string): void {
    if (this.#published.delete(uri)) this.#send(uri, undefined, []);
  }

  /** The answers for these files may have changed; `changed` has what they are now. */
  update(changed: ReadonlyMap<string, Diagnostic[]>): void {
    for (const [uri, diagnostics] of changed) this.#publish(uri, diagnostics);
    if (changed.size === 0) return;
    for (const [uri, { pointsInto }] of this.#published) {
      for (const other of pointsInto) if (changed.has(other)) this.#toCheck.add(uri);
    }
  }

  /** Every file is to be looked at again when there is time. */
  checkAll(uris: Iterable<string>): void {
    for (const uri of uris) this.#toCheck.add(uri);
  }

  /** There is time. */
  idle(): void {
    for (const uri of this.#toCheck) this.#publish(uri, this.#source.diagnostics(uri));
    this.#toCheck.clear();
  }

  #publish(uri: string, diagnostics: readonly Diagnostic[]): void {
    const before = this.#published.get(uri) ?? NOTHING;
    if (!this.#unanswered.delete(uri) && areSameDiagnostics(before.diagnostics, diagnostics)) return;
    if (diagnostics.length === 0) this.#published.delete(uri);
    else this.#published.set(uri, { diagnostics, pointsInto: otherFiles(uri, diagnostics) });
    this.#send(uri, this.#source.version(uri), diagnostics);
  }

  #send(uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]): void {
    this.#rpc.sendNotification('textDocument/publishDiagnostics', {
      uri,
      ...(version !== undefined && { version }),
      diagnostics,
    });
  }
}

function otherFiles(uri: string, diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  const others = new Set<string>();
  for (const { relatedInformation } of diagnostics) {
    for (const { location } of relatedInformation ?? []) if (location.uri !== uri) others.add(location.uri);
  }
  return others;
}
