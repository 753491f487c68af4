/**
 * The engine: files in, answers out. Synchronous and without a clock; whoever owns it decides when `work` runs and for
 * how long. Server, command line and tests share it.
 */
import type { Place, Problem } from './problem.ts';
import type { Rule } from './rules/define-rule.ts';
import { RULES } from './rules/registry.generated.ts';
import { RuleSet, type RuleSettings } from './rules/run-rules.ts';
import { type IstioRelease, NEWEST_RELEASE } from './schema/istio-release.ts';
import type { Position } from './text/line-index.ts';
import type { IndexedFile } from './workspace/indexed-file.ts';
import type { MeshSetting } from './workspace/layout.ts';
import { Mesh } from './workspace/mesh.ts';
import type { MeshView } from './workspace/mesh-view.ts';
import type { ResourceEntry } from './workspace/resource-entry.ts';
import type { Cell } from './workspace/resource-index.ts';
import { type DocumentSlot, type SourceEdit, SourceFile } from './workspace/source-file.ts';
import { WorkQueue } from './workspace/work-queue.ts';
import type { RelativeRange } from './yaml/nodes.ts';

export interface EngineSettings {
  readonly meshes: readonly MeshSetting[];
  readonly rules: RuleSettings;
  /** Whether `problems` includes what is wrong with the text itself. */
  readonly reportsYaml: boolean;
  /** The release of Istio whose fields, values and checks hold. */
  readonly release: IstioRelease;
}

export const DEFAULT_SETTINGS: EngineSettings = { meshes: [], rules: {}, reportsYaml: true, release: NEWEST_RELEASE };

export interface EngineOptions {
  readonly settings?: EngineSettings;
  /** Told about rules that threw; the engine goes on. */
  readonly onError?: (message: string, error: unknown) => void;
  /** False parses everything with the library, for tests. */
  readonly fastPath?: boolean;
  /** Instead of all rules, for tests. */
  readonly rules?: readonly Rule[];
}

/** Absolute, half-open; lines and UTF-16 characters from 0. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** A problem with its absolute positions in the current text. */
export interface LocatedProblem {
  readonly problem: Problem;
  readonly range: Range;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  /** The resource it is about; `undefined` where the text is too broken to say. */
  readonly entry: ResourceEntry | undefined;
}

/** What lies at a position of a file. */
export interface Spot {
  readonly file: IndexedFile;
  readonly slot: DocumentSlot;
  /** Offset from the start of the document's slice. */
  readonly offset: number;
  /** The resource around the position; `undefined` outside of any, in templates and in patches. */
  readonly entry: ResourceEntry | undefined;
  /** The mesh as the file sees it. */
  readonly view: MeshView;
  /** The release of Istio that is meant. */
  readonly release: IstioRelease;
}

/** Work done since the engine was made; tests compare these instead of times. */
export interface WorkCounts {
  readonly documentsRead: number;
  readonly resourcesAnalysed: number;
}

export class Engine {
  readonly #options: EngineOptions;
  #settings: EngineSettings;
  #rules: RuleSet;
  #folders: readonly string[] = [];
  readonly #meshes = new Map<string, Mesh>();
  readonly #files = new Map<string, { readonly file: IndexedFile; readonly mesh: Mesh }>();
  readonly #queue = new WorkQueue();
  /** Files whose answers may have changed since `takeChanged` was last called. */
  readonly #changed = new Set<string>();
  #isLoading = false;
  #documentsRead = 0;
  #resourcesAnalysed = 0;

  constructor(options: EngineOptions = {}) {
    this.#options = options;
    this.#settings = options.settings ?? DEFAULT_SETTINGS;
    this.#rules = ruleSet(options, this.#settings);
  }

  /** The release of Istio that is meant. */
  get release(): IstioRelease {
    return this.#settings.release;
  }

  // ── What goes in ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** The workspace folders as URIs; each is a mesh. A file outside all of them belongs with those beside it. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders
      .map((folder) => folder.replace(/\/+$/, ''))
      .sort((left, right) => right.length - left.length);
    for (const { file, mesh } of [...this.#files.values()]) {
      if (this.#rootOf(file.uri) === mesh.rootUri) continue;
      const { source, version, isOpen } = file;
      this.#drop(file, mesh);
      this.#insert(file.uri, source, version, isOpen);
    }
  }

  /** Takes over new settings; everything is analysed again. */
  configure(settings: EngineSettings): void {
    this.#settings = settings;
    this.#rules = ruleSet(this.#options, settings);
    for (const mesh of this.#meshes.values()) mesh.configure(settings.meshes);
  }

  /** While true, files are still arriving and nothing counts as missing. */
  setLoading(isLoading: boolean): void {
    this.#isLoading = isLoading;
    this.#updateLoading();
  }

  /** An editor opened the file: from now on its text is what the editor says. */
  openFile(uri: string, text: string, version?: number): void {
    this.#setText(uri, text, version, true);
  }

  /** The editor changed an open file. Changes to a file that is not open are ignored. */
  editFile(uri: string, edits: readonly SourceEdit[], version?: number): void {
    const known = this.#files.get(uri);
    if (!known?.file.isOpen) return;
    const { file, mesh } = known;
    file.version = version;
    this.#queue.setActive(file);
    this.#replaceSlots(mesh, file, file.source.applyEdits(edits));
  }

  /** The editor closed the file; the text stays until the disk's is set or the file removed. */
  closeFile(uri: string): void {
    const known = this.#files.get(uri);
    if (!known) return;
    known.file.isOpen = false;
    known.file.version = undefined;
    this.#queue.update(known.file);
    this.#updateLoading();
  }

  /** The text on disk; an open file keeps its editor's text. */
  setDiskText(uri: string, text: string): void {
    if (!this.#files.get(uri)?.file.isOpen) this.#setText(uri, text, undefined, false);
  }

  /** The file is gone from disk; an open one stays. */
  removeFile(uri: string): void {
    const known = this.#files.get(uri);
    if (!known || known.file.isOpen) return;
    this.#drop(known.file, known.mesh);
    this.#changed.add(uri);
  }

  // ── Work ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Reads and analyses until nothing is left or `shouldStop` says so; returns whether something is left. */
  work(shouldStop: () => boolean): boolean {
    for (let next = this.#queue.next(); next; next = this.#queue.next()) {
      const mesh = this.#files.get(next.file.uri)?.mesh;
      if (!mesh) this.#queue.remove(next.file);
      else if (next.step === 'read') this.#readSome(mesh, next.file, shouldStop);
      else this.#analyseSome(mesh, next.file, shouldStop);
      if (shouldStop()) break;
    }
    return !this.#queue.isEmpty;
  }

  /** Does all work there is. */
  settle(): void {
    this.work(() => false);
  }

  /** True if the answers for `uri` are complete: all of its documents read and analysed. */
  isSettled(uri: string): boolean {
    const file = this.#files.get(uri)?.file;
    return !file || (file.pending.size === 0 && file.dirty.size === 0);
  }

  /** The files whose answers changed since the last call and are complete now. */
  takeChanged(): string[] {
    const ready = [...this.#changed].filter((uri) => this.isSettled(uri));
    for (const uri of ready) this.#changed.delete(uri);
    return ready;
  }

  get counts(): WorkCounts {
    return { documentsRead: this.#documentsRead, resourcesAnalysed: this.#resourcesAnalysed };
  }

  // ── What comes out ────────────────────────────────────────────────────────────────────────────────────────────────

  /** URIs of all files, open or not. */
  get uris(): Iterable<string> {
    return this.#files.keys();
  }

  /** The file at `uri`, if the engine has it. */
  file(uri: string): IndexedFile | undefined {
    return this.#files.get(uri)?.file;
  }

  /** The mesh that the file at `uri` belongs to. */
  meshOf(uri: string): Mesh | undefined {
    return this.#files.get(uri)?.mesh;
  }

  get meshes(): Iterable<Mesh> {
    return this.#meshes.values();
  }

  /** The mesh as the file at `uri` sees it. */
  viewOf(uri: string): MeshView | undefined {
    const known = this.#files.get(uri);
    return known?.mesh.view(known.file);
  }

  /** The resources of a file in the order of its text. */
  entriesOf(uri: string): ResourceEntry[] {
    const known = this.#files.get(uri);
    return known ? [...known.mesh.entriesOf(known.file)] : [];
  }

  /** What is known to be wrong in a file, in the order of its text. */
  problems(uri: string): LocatedProblem[] {
    const file = this.#files.get(uri)?.file;
    if (!file) return [];
    const located: LocatedProblem[] = [];
    for (const slot of file.source.slots) {
      const content = file.contents.get(slot);
      if (!content) continue;
      if (this.#settings.reportsYaml) {
        for (const problem of content.problems) located.push(this.#locateProblem(uri, problem, content.entries[0]));
      }
      for (const entry of content.entries) {
        for (const problem of entry.problems) located.push(this.#locateProblem(uri, problem, entry));
      }
    }
    return located;
  }

  /** Where `range` of the resource of `entry` lies now. */
  locate(entry: ResourceEntry, range: RelativeRange): Location {
    return { uri: entry.file.uri, range: this.#absolute(entry.file, entry.slot, range) };
  }

  /** Where `place` lies now; `undefined` if its document is no longer in the file. */
  locatePlace(uri: string, place: Place): Location | undefined {
    const file = this.#files.get(uri)?.file;
    const slot = file?.slotOf(place.document);
    return file && slot && { uri, range: this.#absolute(file, slot, place.range) };
  }

  /** What lies at a position; reads the document if that has not been done. `undefined` for a file it does not have. */
  spotAt(uri: string, position: Position): Spot | undefined {
    const known = this.#files.get(uri);
    if (!known) return undefined;
    const { file, mesh } = known;
    const absolute = file.source.offsetAt(position);
    const slot = file.source.slotAt(absolute);
    if (file.pending.has(slot)) this.#read(mesh, file, slot);
    const offset = absolute - slot.start;
    const entries = file.contents.get(slot)?.entries ?? [];
    const entry =
      entries.length <= 1
        ? entries[0]
        : entries.find((candidate) => candidate.resource.node.start <= offset && offset <= candidate.resource.node.end);
    return { file, slot, offset, entry, view: mesh.view(file), release: this.#settings.release };
  }

  // ── Inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

  #setText(uri: string, text: string, version: number | undefined, isOpen: boolean): void {
    const known = this.#files.get(uri);
    if (!known) {
      this.#insert(uri, this.#parse(uri, text), version, isOpen);
      return;
    }
    const { file, mesh } = known;
    file.isOpen = isOpen;
    file.version = version;
    if (isOpen) this.#queue.setActive(file);
    this.#replaceSlots(mesh, file, file.source.replaceText(text));
  }

  #parse(uri: string, text: string): SourceFile {
    const { fastPath } = this.#options;
    return SourceFile.create(uri, text, fastPath === undefined ? {} : { fastPath });
  }

  #insert(uri: string, source: SourceFile, version: number | undefined, isOpen: boolean): void {
    const rootUri = this.#rootOf(uri);
    let mesh = this.#meshes.get(rootUri);
    if (!mesh) {
      mesh = new Mesh(rootUri, this.#settings.meshes, (file) => this.#noteChange(file));
      mesh.setLoading(this.#isLoading || this.#queue.isReading);
      this.#meshes.set(rootUri, mesh);
    }
    const file = mesh.addFile(uri, source);
    file.version = version;
    file.isOpen = isOpen;
    this.#files.set(uri, { file, mesh });
    this.#queue.update(file);
    if (isOpen) this.#queue.setActive(file);
    this.#updateLoading();
  }

  #drop(file: IndexedFile, mesh: Mesh): void {
    mesh.removeFile(file);
    this.#files.delete(file.uri);
    this.#queue.remove(file);
    if (mesh.files.size === 0) this.#meshes.delete(mesh.rootUri);
    this.#updateLoading();
  }

  #replaceSlots(
    mesh: Mesh,
    file: IndexedFile,
    change: { readonly removed: readonly DocumentSlot[]; readonly added: readonly DocumentSlot[] },
  ): void {
    this.#documentsRead += change.added.length;
    mesh.replaceSlots(file, change.removed, change.added);
    this.#noteChange(file);
    this.#updateLoading();
  }

  #noteChange(file: IndexedFile): void {
    this.#queue.update(file);
    this.#changed.add(file.uri);
  }

  #readSome(mesh: Mesh, file: IndexedFile, shouldStop: () => boolean): void {
    for (const slot of file.pending) {
      this.#read(mesh, file, slot);
      if (shouldStop()) break;
    }
    this.#queue.update(file);
    this.#updateLoading();
  }

  #read(mesh: Mesh, file: IndexedFile, slot: DocumentSlot): void {
    this.#documentsRead += 1;
    mesh.ingest(file, slot);
  }

  #analyseSome(mesh: Mesh, file: IndexedFile, shouldStop: () => boolean): void {
    for (const entry of file.dirty) {
      this.#analyse(mesh, entry);
      if (shouldStop()) break;
    }
    this.#noteChange(file);
  }

  #analyse(mesh: Mesh, entry: ResourceEntry): void {
    this.#resourcesAnalysed += 1;
    entry.file.dirty.delete(entry);
    entry.isDirty = false;
    mesh.index.forgetReads(entry);
    const reads = new Set<Cell>();
    const wasRefused = entry.problems.some(({ rejects }) => rejects);
    entry.problems = this.#rules.check(entry, mesh.view(entry.file, reads), (rule, crashed, error) => {
      const { kind, name } = crashed.resource;
      this.#options.onError?.(`rule ${rule.id} failed on ${kind} "${name}" in ${crashed.file.uri}`, error);
    });
    mesh.index.rememberReads(entry, reads);
    if (entry.problems.some(({ rejects }) => rejects) !== wasRefused) mesh.noteRefusal();
  }

  #updateLoading(): void {
    const isLoading = this.#isLoading || this.#queue.isReading;
    for (const mesh of this.#meshes.values()) mesh.setLoading(isLoading);
  }

  #rootOf(uri: string): string {
    const folder = this.#folders.find((candidate) => uri.startsWith(`${candidate}/`));
    return folder ?? uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
  }

  #locateProblem(uri: string, problem: Problem, entry: ResourceEntry | undefined): LocatedProblem {
    return {
      problem,
      range: this.locatePlace(uri, problem.place)?.range ?? NOWHERE,
      related: problem.related.flatMap((related) => {
        const location = this.locatePlace(related.file, related.place);
        return location ? [{ location, message: related.message }] : [];
      }),
      entry,
    };
  }

  #absolute(file: IndexedFile, slot: DocumentSlot, range: RelativeRange): Range {
    return {
      start: file.source.positionAt(slot.start + range.start),
      end: file.source.positionAt(slot.start + range.end),
    };
  }
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function ruleSet({ rules = RULES }: EngineOptions, settings: EngineSettings): RuleSet {
  return new RuleSet(rules, settings.rules, settings.release);
}
