/** The mesh as one file sees it: only what belongs together with that file, and of each resource the nearest variant. */
import {
  type FactKey,
  identityKey,
  labelKey,
  type Topic,
  WORKLOAD_NAMESPACES_KEY,
  workloadsKey,
} from '../references/fact-keys.ts';
import type { IndexedFile } from './indexed-file.ts';
import type { Mesh } from './mesh.ts';
import { compareEntries, type ResourceEntry } from './resource-entry.ts';
import type { Cell, Member } from './resource-index.ts';

/** Whether something unreadable that could change the answer lies anywhere in sight, or beside the viewer. */
export type UnknownDistance = 'none' | 'visible' | 'near';

export class MeshView {
  readonly viewer: IndexedFile;
  readonly #mesh: Mesh;
  /** The cells asked for, where the answers are kept and must be taken back when a cell changes. */
  readonly #reads: Set<Cell> | undefined;

  constructor(mesh: Mesh, viewer: IndexedFile, reads?: Set<Cell>) {
    this.#mesh = mesh;
    this.viewer = viewer;
    this.#reads = reads;
  }

  /**
   * The resources that show `key` and pass `accepts`, in order of files; of several variants of one resource only the
   * nearest, and nothing if a nearer variant does not show the key or pass.
   */
  lookup(key: FactKey, accepts: (entry: ResourceEntry) => boolean = () => true): ResourceEntry[] {
    const found = this.#members(key).filter((entry) => accepts(entry) && this.#isVisible(entry));
    if (found.length === 0) return [];
    const nearest = found.filter((entry) => this.#isNearestVariant(entry)).sort(compareEntries);
    return withoutRepeatedIdentities(nearest);
  }

  /** Whether some resource in sight shows `key`. */
  hasAny(key: FactKey): boolean {
    return this.#members(key).some((entry) => this.#isVisible(entry));
  }

  /** The mesh's own revision: while it stays the same, so does every answer. */
  get revision(): number {
    return this.#mesh.revision;
  }

  /** The files in sight that `accepts` takes, in order. Not remembered as a question, nor is the next. */
  filesInSight(accepts: (file: IndexedFile) => boolean = () => true): IndexedFile[] {
    return [...this.#mesh.files.values()]
      .filter((file) => accepts(file) && (file === this.viewer || this.#mesh.sees(this.viewer, file, undefined)))
      .sort((left, right) => (left.uri < right.uri ? -1 : 1));
  }

  /**
   * All resources in sight, of several variants only the nearest, all of those that are equally near; in order of files. Costs
   * what there are resources: for what a person asks for, not for what an analysis finds.
   */
  entriesInSight(): ResourceEntry[] {
    return this.filesInSight().flatMap((file) =>
      [...this.#mesh.entriesOf(file)].filter((entry) => this.#isNearestVariant(entry)),
    );
  }

  /** The mesh as another file sees it, asked on behalf of the same analysis. */
  seenFrom(viewer: IndexedFile): MeshView {
    return viewer === this.viewer ? this : new MeshView(this.#mesh, viewer, this.#reads);
  }

  /** The resource with this identity that is nearest to the viewer. */
  find(kind: ResourceEntry['resource']['kind'], namespace: string, name: string): ResourceEntry | undefined {
    return this.lookup(identityKey(kind, namespace, name))[0];
  }

  /** Whether more than `limit` resources of the whole mesh show `key`, seen or not. */
  hasMoreThan(key: FactKey, limit: number): boolean {
    return this.#allMembers(key).length > limit;
  }

  /**
   * How many resources in the whole mesh show `key`, seen or not: tells which of several keys is the rarest. Not
   * remembered as a question, so no answer may depend on it.
   */
  countOf(key: FactKey): number {
    return this.#mesh.index.peek(key)?.members.length ?? 0;
  }

  /** All workloads of `namespace` in sight. */
  workloadsIn(namespace: string): ResourceEntry[] {
    return this.lookup(workloadsKey(namespace));
  }

  /** Workloads of `namespace` that carry this label. */
  workloadsWithLabel(namespace: string, key: string, value: string): ResourceEntry[] {
    return this.lookup(labelKey(namespace, key, value));
  }

  /** The namespaces that have workloads, seen or not, in alphabetical order; empty string for the unnamed one. */
  workloadNamespaces(): string[] {
    this.#read(WORKLOAD_NAMESPACES_KEY);
    return this.#mesh.workloadNamespaces();
  }

  /**
   * The names of a topic, each with the key that leads to those who show it, seen or not; in no order. Costs what there are
   * names. Not remembered as a question: for what a person asks for, not for what an analysis finds.
   */
  names(topic: Topic): Iterable<{ readonly name: string; readonly key: FactKey }> {
    return this.#mesh.index.namesOf(topic);
  }

  /** True if some file in sight defines the namespace, so that the workspace can be taken to hold all of it. */
  ownsNamespace(namespace: string): boolean {
    return namespace !== '' && this.lookup(identityKey('Namespace', '', namespace)).length > 0;
  }

  /** Whether unreadable text that shows `key` (an "unknown" key) could hold what was not found. */
  unknown(key: FactKey): UnknownDistance {
    let distance: UnknownDistance = 'none';
    for (const member of this.#allMembers(key)) {
      if (!member.file) return 'near';
      if (!this.#mesh.sees(this.viewer, member.file, this.#reads)) continue;
      const there = member.file.place.directory;
      const here = this.viewer.place.directory;
      if (here.contains(there) || there.contains(here)) return 'near';
      distance = 'visible';
    }
    return distance;
  }

  /** Says that the answer points into the text of `entry`, so that it must be made anew when that text changes. */
  readContent(entry: ResourceEntry): void {
    this.#reads?.add(entry.contentCell);
  }

  #isVisible(entry: ResourceEntry): boolean {
    return entry.file === this.viewer || this.#mesh.sees(this.viewer, entry.file, this.#reads);
  }

  #isNearestVariant(entry: ResourceEntry): boolean {
    const identity = entry.identity;
    if (identity === undefined) return true;
    const variants = this.#members(identity);
    if (variants.length < 2) return true;
    const own = this.#nearness(entry);
    return !variants.some((variant) => this.#isVisible(variant) && this.#nearness(variant) > own);
  }

  #nearness(entry: ResourceEntry): number {
    if (entry.file === this.viewer) return Number.POSITIVE_INFINITY;
    return this.#mesh.layout.nearness(this.viewer.place, entry.file.place);
  }

  #members(key: FactKey): ResourceEntry[] {
    return this.#allMembers(key) as readonly Member[] as ResourceEntry[];
  }

  #allMembers(key: FactKey): readonly Member[] {
    return this.#read(key)?.members ?? [];
  }

  #read(key: FactKey): Cell | undefined {
    if (!this.#reads) return this.#mesh.index.peek(key);
    const cell = this.#mesh.index.cell(key);
    this.#reads.add(cell);
    return cell;
  }
}

function withoutRepeatedIdentities(entries: readonly ResourceEntry[]): ResourceEntry[] {
  if (entries.length < 2) return [...entries];
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const identity = entry.identity;
    if (identity === undefined) return true;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
