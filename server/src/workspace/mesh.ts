/** One mesh root: its files, their resources in the index, and what must be analysed again after a change. */
import { decodeDocument, isManifest } from '../model/decode/decode-document.ts';
import { isWorkload, type Resource } from '../model/resource.ts';
import type { Problem } from '../problem.ts';
import {
  type Fact,
  identityKey,
  UNKNOWN_SELECTORS_KEY,
  UNKNOWN_WORKLOADS_KEY,
  WORKLOAD_NAMESPACES_KEY,
} from '../references/fact-keys.ts';
import { nameFacts } from '../references/name-facts.ts';
import { selectionFacts } from '../references/selection-facts.ts';
import type { Directory } from './directory.ts';
import { IndexedFile, type SlotContent } from './indexed-file.ts';
import { decodeKustomization, isKustomizationFile } from './kustomization.ts';
import { Layout, type MeshSetting } from './layout.ts';
import { MeshView } from './mesh-view.ts';
import { ResourceEntry } from './resource-entry.ts';
import { type Cell, changedKeys, type Member, ResourceIndex } from './resource-index.ts';
import type { DocumentSlot, SourceFile } from './source-file.ts';
import { looksLikeManifest, templateUse, unknownFacts } from './template-text.ts';
import { yamlProblems } from './yaml-problems.ts';

/** Kinds that many folders repeat without being environments of each other. */
const SHARED_BY_HABIT: ReadonlySet<string> = new Set(['Namespace', 'Node', 'ServiceAccount', 'Secret', 'ConfigMap']);

/** Not a resource of its own, but keeps everything that is not found yet from counting as missing. */
const LOADING: Member = { file: undefined };
const LOADING_FACTS: readonly Fact[] = [
  { key: UNKNOWN_WORKLOADS_KEY, content: '' },
  { key: UNKNOWN_SELECTORS_KEY, content: '' },
];

const NOTHING: SlotContent = { entries: [], problems: [], unknowns: [], templateUse: 'none' };

export class Mesh {
  readonly rootUri: string;
  readonly layout: Layout;
  readonly index = new ResourceIndex();
  readonly files = new Map<string, IndexedFile>();
  /** Number of workloads in each namespace. */
  readonly #workloads = new Map<string, number>();
  readonly #onChanged: (file: IndexedFile) => void;
  #isLoading = false;
  #revision = 0;

  /** `onChanged` is called with each file that has something new to analyse or to tell. */
  constructor(rootUri: string, settings: readonly MeshSetting[], onChanged: (file: IndexedFile) => void) {
    this.rootUri = rootUri;
    this.layout = new Layout(rootUri);
    this.layout.configure(settings);
    this.#onChanged = onChanged;
  }

  /** Another number whenever a resource came, went or changed, or another one is refused; for answers about the whole mesh. */
  get revision(): number {
    return this.#revision;
  }

  /** Says that the analysis found a resource to be refused, or no longer. */
  noteRefusal(): void {
    this.#revision += 1;
  }

  /** Adds a file; its documents enter the index by `ingest`. */
  addFile(uri: string, source: SourceFile): IndexedFile {
    const file = new IndexedFile(uri, source, this.layout.place(uri));
    this.files.set(uri, file);
    for (const slot of source.slots) file.pending.add(slot);
    this.#onChanged(file);
    return file;
  }

  /** Takes a file and all it holds out of the mesh. */
  removeFile(file: IndexedFile): void {
    this.replaceSlots(file, [...file.contents.keys()], []);
    this.files.delete(file.uri);
    file.pending.clear();
    file.dirty.clear();
  }

  /** Brings one pending document of `file` into the index. */
  ingest(file: IndexedFile, slot: DocumentSlot): void {
    this.replaceSlots(file, [], [slot]);
  }

  /** Puts `added` in the place of `removed`, and marks all that asked about the difference. */
  replaceSlots(file: IndexedFile, removed: readonly DocumentSlot[], added: readonly DocumentSlot[]): void {
    this.#revision += 1;
    const wasTemplate = file.isTemplate;
    const before: Fact[] = [];
    const after: Fact[] = [];
    const identitiesBefore: ResourceEntry[] = [];
    const identitiesAfter: ResourceEntry[] = [];
    for (const slot of removed) {
      file.pending.delete(slot);
      const content = file.contents.get(slot);
      if (content) this.#retract(file, slot, content, before, identitiesBefore);
    }
    const isPlacedAsTemplate = file.isTemplate;
    for (const slot of added) {
      file.pending.delete(slot);
      this.#place(file, slot, after, identitiesAfter);
    }
    this.#noteIdentities(file.place.directory, identitiesBefore, identitiesAfter);
    this.#markReaders(changedKeys(before, after));
    this.#onChanged(file);
    if (file.isTemplate !== wasTemplate || file.isTemplate !== isPlacedAsTemplate) this.#rebuild(file);
    if (isKustomizationFile(file.place.fileName)) this.#readKustomization(file);
  }

  /** Takes over new settings for who belongs together. */
  configure(settings: readonly MeshSetting[]): void {
    this.layout.configure(settings);
    this.#placeAllFiles();
  }

  /** While loading, nothing counts as missing. */
  setLoading(isLoading: boolean): void {
    if (isLoading === this.#isLoading) return;
    this.#isLoading = isLoading;
    if (isLoading) this.index.add(LOADING, LOADING_FACTS);
    else this.index.remove(LOADING, LOADING_FACTS);
    this.#markReaders(new Set(LOADING_FACTS.map((fact) => fact.key)));
  }

  /** The mesh as `viewer` sees it. With `reads`, every cell that an answer depends on is added to it. */
  view(viewer: IndexedFile, reads?: Set<Cell>): MeshView {
    return new MeshView(this, viewer, reads);
  }

  /** True if whoever is in `viewer` meets what is in `target`; adds the cells that the answer depends on to `reads`. */
  sees(viewer: IndexedFile, target: IndexedFile, reads: Set<Cell> | undefined): boolean {
    return this.layout.sees(viewer.place, target.place, reads && ((branch) => reads.add(branch.alternativesCell)));
  }

  /** Namespaces with workloads, in alphabetical order. */
  workloadNamespaces(): string[] {
    return [...this.#workloads.keys()].sort();
  }

  /** All resources of a file in the order of its text. */
  *entriesOf(file: IndexedFile): Iterable<ResourceEntry> {
    for (const slot of file.source.slots) {
      const content = file.contents.get(slot);
      if (content) yield* content.entries;
    }
  }

  #retract(
    file: IndexedFile,
    slot: DocumentSlot,
    content: SlotContent,
    before: Fact[],
    identities: ResourceEntry[],
  ): void {
    file.deleteContent(slot, content);
    this.index.remove(file, content.unknowns);
    before.push(...content.unknowns);
    for (const entry of content.entries) {
      this.index.forgetReads(entry);
      this.index.remove(entry, entry.facts);
      before.push(...entry.facts);
      identities.push(entry);
      file.dirty.delete(entry);
      this.#countWorkload(entry, -1, before);
      for (const reader of entry.contentReaders) this.#markDirty(reader);
    }
  }

  #place(file: IndexedFile, slot: DocumentSlot, after: Fact[], identities: ResourceEntry[]): void {
    const content = this.#read(file, slot);
    file.setContent(slot, content);
    this.index.add(file, content.unknowns);
    after.push(...content.unknowns);
    for (const entry of content.entries) {
      this.index.add(entry, entry.facts);
      after.push(...entry.facts);
      identities.push(entry);
      file.dirty.add(entry);
      this.#countWorkload(entry, 1, after);
    }
  }

  /** What the document at `slot` brings into the index. */
  #read(file: IndexedFile, slot: DocumentSlot): SlotContent {
    const { document } = slot;
    const use = templateUse(document);
    if (use !== 'none' || file.isTemplate)
      return { ...NOTHING, templateUse: use, unknowns: unknownFacts(document.text) };
    const problems: readonly Problem[] =
      document.problems.length > 0 && (isManifest(document) || looksLikeManifest(document.text))
        ? yamlProblems(document)
        : [];
    if (file.place.isPatch || isKustomizationFile(file.place.fileName)) return { ...NOTHING, problems };
    const resources = decodeDocument(document);
    if (resources.length === 0) {
      return { ...NOTHING, problems, unknowns: document.isBroken ? unknownFacts(document.text) : [] };
    }
    const entries = resources.map((resource, ordinal) => this.#entry(resource, file, slot, ordinal));
    return { entries, problems, unknowns: [], templateUse: use };
  }

  #entry(resource: Resource, file: IndexedFile, slot: DocumentSlot, ordinal: number): ResourceEntry {
    const namespace = CLUSTER_SCOPED.has(resource.kind) ? '' : (resource.namespace ?? file.place.defaultNamespace);
    const facts = [...selectionFacts(resource, namespace, file.place.isRewritten), ...nameFacts(resource, namespace)];
    if (resource.name !== '') {
      facts.push({ key: identityKey(resource.kind, namespace, resource.name), content: '' });
    }
    return new ResourceEntry(resource, file, slot, ordinal, namespace, facts);
  }

  #countWorkload(entry: ResourceEntry, change: 1 | -1, facts: Fact[]): void {
    if (!isWorkload(entry.resource)) return;
    const count = (this.#workloads.get(entry.namespace) ?? 0) + change;
    if (count > 0) this.#workloads.set(entry.namespace, count);
    else this.#workloads.delete(entry.namespace);
    facts.push({ key: WORKLOAD_NAMESPACES_KEY, content: entry.namespace });
  }

  #noteIdentities(directory: Directory, before: readonly ResourceEntry[], after: readonly ResourceEntry[]): void {
    const onFlip = (branch: Directory): void => {
      for (const reader of branch.alternativesCell.readers) this.#markDirty(reader);
    };
    const counts = new Map<string, number>();
    for (const entry of before) this.#noteIdentity(counts, entry, -1);
    for (const entry of after) this.#noteIdentity(counts, entry, 1);
    for (const [identity, count] of counts) {
      for (let i = 0; i < count; i++) directory.addIdentity(identity, onFlip);
      for (let i = 0; i > count; i--) directory.removeIdentity(identity, onFlip);
    }
  }

  #noteIdentity(counts: Map<string, number>, entry: ResourceEntry, change: number): void {
    const identity = entry.identity;
    if (identity === undefined || SHARED_BY_HABIT.has(entry.resource.kind)) return;
    counts.set(identity, (counts.get(identity) ?? 0) + change);
  }

  #markReaders(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      const cell = this.index.peek(key);
      if (cell) for (const reader of cell.readers) this.#markDirty(reader);
    }
  }

  #markDirty(entry: ResourceEntry): void {
    if (entry.isDirty) return;
    entry.isDirty = true;
    entry.file.dirty.add(entry);
    this.#onChanged(entry.file);
  }

  /** Decodes all documents of a file anew, when what it is (a template, a patch) has changed. */
  #rebuild(file: IndexedFile): void {
    const slots = [...file.contents.keys()];
    const before: Fact[] = [];
    const after: Fact[] = [];
    const entriesBefore: ResourceEntry[] = [];
    const entriesAfter: ResourceEntry[] = [];
    const { templateDocuments } = file;
    for (const slot of slots) {
      const content = file.contents.get(slot);
      if (content) this.#retract(file, slot, content, before, entriesBefore);
    }
    // Counted again while placing; until then the file must know what it is.
    file.templateDocuments = templateDocuments;
    for (const slot of slots) this.#place(file, slot, after, entriesAfter);
    file.templateDocuments = templateDocuments;
    this.#noteIdentities(file.place.directory, entriesBefore, entriesAfter);
    this.#markReaders(changedKeys(before, after));
    this.#onChanged(file);
  }

  #readKustomization(file: IndexedFile): void {
    const slot = file.source.slots[0];
    const isPresent = this.files.has(file.uri) && slot !== undefined && file.contents.has(slot);
    const kustomization = isPresent ? decodeKustomization(slot.document) : undefined;
    if (this.layout.setKustomization(file.uri, kustomization)) this.#placeAllFiles();
  }

  /** After a change of the layout: every file is placed anew, and everything is analysed again. */
  #placeAllFiles(): void {
    this.#revision += 1;
    for (const file of this.files.values()) {
      const before = file.place;
      file.place = this.layout.place(file.uri);
      if (
        before.defaultNamespace !== file.place.defaultNamespace ||
        before.isRewritten !== file.place.isRewritten ||
        before.isPatch !== file.place.isPatch
      ) {
        this.#rebuild(file);
      }
      for (const entry of this.entriesOf(file)) this.#markDirty(entry);
    }
  }
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['Namespace', 'Node']);
