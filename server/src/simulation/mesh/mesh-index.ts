/** The objects of a mesh, found by what the simulation asks for: kind, namespace, host. Built once for each state of the files. */

import type { KindName } from '../../model/kinds.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { hasLabels, type JsonMap, type LabelMap, labelsAt, mapAt } from '../json-value.ts';
import { compareAge, type MeshObject, meshObject, type RejectedObject } from './mesh-object.ts';
import type { MeshSettings } from './mesh-settings.ts';

const NONE: readonly MeshObject[] = [];

export class MeshIndex {
  readonly settings: MeshSettings;
  readonly rejected: readonly RejectedObject[];
  readonly #byKind = new Map<KindName, MeshObject[]>();
  readonly #byNamespace = new Map<string, MeshObject[]>();
  readonly #cache = new Map<string, unknown>();

  /** `refusal` says why Istio or the API server refuses a resource; `undefined` for one that they take. */
  constructor(
    entries: Iterable<ResourceEntry>,
    settings: MeshSettings,
    refusal: (entry: ResourceEntry) => string | undefined = () => undefined,
  ) {
    this.settings = settings;
    const rejected: RejectedObject[] = [];
    for (const entry of entries) {
      const object = meshObject(entry, settings);
      const reason = refusal(entry);
      if (reason === undefined) this.#add(object);
      else rejected.push({ object, reason });
    }
    this.rejected = rejected;
    for (const objects of this.#byKind.values()) objects.sort(compareAge);
    for (const objects of this.#byNamespace.values()) objects.sort(compareAge);
  }

  /** All objects of a kind, the oldest first. */
  ofKind(kind: KindName): readonly MeshObject[] {
    return this.#byKind.get(kind) ?? NONE;
  }

  /** Those in one namespace, the oldest first. */
  inNamespace(kind: KindName, namespace: string): readonly MeshObject[] {
    return this.#byNamespace.get(`${kind} ${namespace}`) ?? NONE;
  }

  find(kind: KindName, namespace: string, name: string): MeshObject | undefined {
    return this.inNamespace(kind, namespace).find((object) => object.name === name);
  }

  /** What `make` gives, made once for each key. */
  remember<T>(key: string, make: () => T): T {
    if (!this.#cache.has(key)) this.#cache.set(key, make());
    return this.#cache.get(key) as T;
  }

  #add(object: MeshObject): void {
    const ofKind = this.#byKind.get(object.kind);
    if (ofKind) ofKind.push(object);
    else this.#byKind.set(object.kind, [object]);
    const key = `${object.kind} ${object.namespace}`;
    const inNamespace = this.#byNamespace.get(key);
    if (inNamespace) inNamespace.push(object);
    else this.#byNamespace.set(key, [object]);
  }
}

/** The labels of `selector.labels` or `selector.matchLabels`; `undefined` where there is no selector at all. */
export function selectorAt(map: JsonMap, key: string, field: 'labels' | 'matchLabels'): LabelMap | undefined {
  const selector = mapAt(map, key);
  return selector && labelsAt(selector, field);
}

export function selectedBy(selector: LabelMap | undefined, labels: LabelMap): boolean {
  return selector === undefined || hasLabels(selector, labels);
}
