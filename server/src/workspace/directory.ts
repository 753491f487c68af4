/**
 * The folders of a mesh, and which of them are alternatives to each other: sibling folders that define the same
 * resources are environments (dev, staging, prod), and whoever is in one does not see the others.
 */

import { Cell } from './resource-index.ts';

/** One folder of a mesh. */
export class Directory {
  readonly path: string;
  readonly name: string;
  readonly parent: Directory | undefined;
  /** Number of folders above it; the mesh's root has 0. */
  readonly depth: number;
  /** Those whose answer depends on which siblings are alternatives to this folder. */
  readonly alternativesCell = new Cell('alternatives');
  readonly #children = new Map<string, Directory>();
  /** How many resources of each identity lie in this folder and below. */
  readonly #identities = new Map<string, number>();
  /** Sibling to the number of identities that both define; filled in when first asked, then kept true. */
  readonly #shared = new Map<Directory, number>();

  constructor(path: string, name: string, parent: Directory | undefined) {
    this.path = path;
    this.name = name;
    this.parent = parent;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** The folder `name` in this one, made if it is new. */
  child(name: string): Directory {
    let child = this.#children.get(name);
    if (!child) {
      child = new Directory(`${this.path}/${name}`, name, this);
      this.#children.set(name, child);
    }
    return child;
  }

  /** The nearest folder that holds both. */
  commonAncestor(other: Directory): Directory {
    let left: Directory = this;
    let right: Directory = other;
    while (left.depth > right.depth && left.parent) left = left.parent;
    while (right.depth > left.depth && right.parent) right = right.parent;
    while (left !== right && left.parent && right.parent) {
      left = left.parent;
      right = right.parent;
    }
    return left;
  }

  /** True if `other` is this folder or lies in it. */
  contains(other: Directory): boolean {
    let current: Directory | undefined = other;
    while (current && current.depth > this.depth) current = current.parent;
    return current === this;
  }

  /** The folder directly under `ancestor` on the way down to this one; `undefined` for the ancestor itself. */
  branchUnder(ancestor: Directory): Directory | undefined {
    let current: Directory = this;
    if (current.depth <= ancestor.depth) return undefined;
    while (current.parent && current.depth > ancestor.depth + 1) current = current.parent;
    return current;
  }

  /** True if this folder and its sibling define at least one identity both. */
  isAlternativeTo(sibling: Directory): boolean {
    let shared = this.#shared.get(sibling);
    if (shared === undefined) {
      shared = this.#countShared(sibling);
      this.#shared.set(sibling, shared);
      sibling.#shared.set(this, shared);
    }
    return shared > 0;
  }

  /** Notes that a resource of this identity appeared here; `onFlip` is called for folders whose alternatives changed. */
  addIdentity(identity: string, onFlip: (branch: Directory) => void): void {
    for (let current: Directory | undefined = this; current; current = current.parent) {
      const count = current.#identities.get(identity) ?? 0;
      current.#identities.set(identity, count + 1);
      if (count === 0) current.#share(identity, 1, onFlip);
    }
  }

  /** Notes that a resource of this identity is gone from here. */
  removeIdentity(identity: string, onFlip: (branch: Directory) => void): void {
    for (let current: Directory | undefined = this; current; current = current.parent) {
      const count = current.#identities.get(identity) ?? 0;
      if (count > 1) {
        current.#identities.set(identity, count - 1);
        continue;
      }
      current.#identities.delete(identity);
      current.#share(identity, -1, onFlip);
    }
  }

  #share(identity: string, change: 1 | -1, onFlip: (branch: Directory) => void): void {
    for (const [sibling, before] of this.#shared) {
      if (!sibling.#identities.has(identity)) continue;
      const after = before + change;
      this.#shared.set(sibling, after);
      sibling.#shared.set(this, after);
      if (before > 0 !== after > 0) {
        onFlip(this);
        onFlip(sibling);
      }
    }
  }

  #countShared(sibling: Directory): number {
    const [fewer, more] =
      this.#identities.size <= sibling.#identities.size
        ? [this.#identities, sibling.#identities]
        : [sibling.#identities, this.#identities];
    let count = 0;
    for (const identity of fewer.keys()) if (more.has(identity)) count += 1;
    return count;
  }
}

/**
 * How near `target` is to `viewer`, for choosing among variants of one resource; more is nearer. First counts how deep
 * their nearest common folder lies, then whether it is the very same folder, then how many folder names the two ways
 * down have in common (`apps/a/dev` is nearer to `apps/b/dev` than to `apps/b/prod`).
 */
export function nearness(viewer: Directory, target: Directory): number {
  if (viewer === target) return viewer.depth + 0.75;
  const ancestor = viewer.commonAncestor(target);
  const names = new Set<string>();
  for (let current = viewer; current !== ancestor && current.parent; current = current.parent) names.add(current.name);
  let equal = 0;
  for (let current = target; current !== ancestor && current.parent; current = current.parent) {
    if (names.has(current.name)) equal += 1;
  }
  return ancestor.depth + 0.5 * (1 - 1 / (1 + equal));
}
