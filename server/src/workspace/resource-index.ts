/**
 * The index of one mesh: which resources show which fact, and who asked about it. It holds no opinion of its own;
 * visibility and variants are decided by `MeshView` on what it finds here.
 */
import { type Fact, type FactKey, type Topic, topicOf } from '../references/fact-keys.ts';
import type { IndexedFile } from './indexed-file.ts';
import type { ResourceEntry } from './resource-entry.ts';

/** Whoever shows a fact: a resource, or a file whose content is not known (`file` is `undefined` for "everywhere"). */
export interface Member {
  readonly file: IndexedFile | undefined;
}

/** All that is known about one key. */
export class Cell {
  readonly key: string;
  readonly members: Member[] = [];
  /** Made when first needed: of most keys nobody ever asks. */
  #readers: Set<ResourceEntry> | undefined;

  constructor(key: string) {
    this.key = key;
  }

  /** Resources whose analysis asked about this key, found or not. */
  get readers(): Iterable<ResourceEntry> {
    return this.#readers ?? NOBODY;
  }

  get isUnused(): boolean {
    return this.members.length === 0 && (this.#readers === undefined || this.#readers.size === 0);
  }

  addReader(reader: ResourceEntry): void {
    this.#readers ??= new Set();
    this.#readers.add(reader);
  }

  deleteReader(reader: ResourceEntry): void {
    this.#readers?.delete(reader);
  }
}

const NOBODY: readonly ResourceEntry[] = [];

export class ResourceIndex {
  readonly #cells = new Map<string, Cell>();
  /** Cells whose names can be listed, by topic. */
  readonly #topics = new Map<Topic, Set<Cell>>();

  /** The cell for `key`, made if nobody showed it or asked for it before. */
  cell(key: string): Cell {
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = new Cell(key);
      this.#cells.set(key, cell);
      this.#list(cell);
    }
    return cell;
  }

  /** The cell for `key` if somebody shows it or asked for it. */
  peek(key: string): Cell | undefined {
    return this.#cells.get(key);
  }

  /** Lets `member` show these facts. */
  add(member: Member, facts: readonly Fact[]): void {
    for (const fact of facts) this.cell(fact.key).members.push(member);
  }

  /** Takes `member` out of these facts. */
  remove(member: Member, facts: readonly Fact[]): void {
    for (const fact of facts) {
      const cell = this.#cells.get(fact.key);
      if (!cell) continue;
      const at = cell.members.indexOf(member);
      if (at >= 0) cell.members.splice(at, 1);
      this.#dropIfUnused(cell);
    }
  }

  /** Forgets what `reader` asked. */
  forgetReads(reader: ResourceEntry): void {
    for (const cell of reader.reads) {
      cell.deleteReader(reader);
      this.#dropIfUnused(cell);
    }
    reader.reads = [];
  }

  /** Remembers that `reader` asked about these cells. */
  rememberReads(reader: ResourceEntry, cells: Iterable<Cell>): void {
    reader.reads = [...cells];
    for (const cell of reader.reads) cell.addReader(reader);
  }

  /** Every key that somebody shows, with how many do: for comparing two indexes. */
  *shown(): Iterable<readonly [key: string, count: number]> {
    for (const cell of this.#cells.values()) if (cell.members.length > 0) yield [cell.key, cell.members.length];
  }

  /** Every key of a topic that somebody shows, with the name in it. */
  *namesOf(topic: Topic): Iterable<{ readonly name: string; readonly key: FactKey }> {
    for (const { key, members } of this.#topics.get(topic) ?? []) {
      if (members.length > 0) yield { name: key.slice(topic.length + 1), key: key as FactKey };
    }
  }

  #list(cell: Cell): void {
    const topic = topicOf(cell.key);
    if (topic === undefined) return;
    const cells = this.#topics.get(topic);
    if (cells) cells.add(cell);
    else this.#topics.set(topic, new Set([cell]));
  }

  #dropIfUnused(cell: Cell): void {
    if (!cell.isUnused || this.#cells.get(cell.key) !== cell) return;
    this.#cells.delete(cell.key);
    const topic = topicOf(cell.key);
    if (topic !== undefined) this.#topics.get(topic)?.delete(cell);
  }
}

/**
 * The keys about which `before` and `after` differ: shown by one side only, or with other content. Facts are compared
 * as multisets, since two resources of a file can show the same.
 */
export function changedKeys(before: readonly Fact[], after: readonly Fact[]): Set<string> {
  if (before.length === 0) return new Set(after.map((fact) => fact.key));
  const counts = new Map<string, Map<string, number>>();
  const note = (fact: Fact, change: number): void => {
    let contents = counts.get(fact.key);
    if (!contents) {
      contents = new Map();
      counts.set(fact.key, contents);
    }
    contents.set(fact.content, (contents.get(fact.content) ?? 0) + change);
  };
  for (const fact of before) note(fact, -1);
  for (const fact of after) note(fact, 1);
  const changed = new Set<string>();
  for (const [key, contents] of counts) {
    for (const count of contents.values()) if (count !== 0) changed.add(key);
  }
  return changed;
}
