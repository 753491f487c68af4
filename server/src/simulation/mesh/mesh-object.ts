/** The resources of a mesh as the simulation sees them. */
import type { KindName } from '../../model/kinds.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { type JsonMap, type LabelMap, mapNodeAt, NO_FIELDS, textIn, textsOf, toJson } from '../json-value.ts';
import type { MeshSettings } from './mesh-settings.ts';

export interface MeshObject {
  readonly entry: ResourceEntry;
  readonly kind: KindName;
  readonly namespace: string;
  readonly name: string;
  /** Milliseconds; those that say no time are equally old, and younger than all that say one. */
  readonly created: number;
  readonly metadata: JsonMap;
  readonly labels: LabelMap;
  readonly annotations: LabelMap;
  readonly spec: JsonMap;
  readonly status: JsonMap;
}

/** A resource that Istio or the API server refuses: the mesh is computed without it. */
export interface RejectedObject {
  readonly object: MeshObject;
  readonly reason: string;
}

/** What has no time yet is younger than all that has one. */
const YET_TO_BE_CREATED = Number.MAX_SAFE_INTEGER;

const known = new WeakMap<ResourceEntry, MeshObject>();

/** The resource as an object of the mesh; the same one for the same entry. */
export function meshObject(entry: ResourceEntry, settings: MeshSettings): MeshObject {
  const cached = known.get(entry);
  if (cached && (entry.namespace !== '' || cached.namespace === settings.unnamedNamespace)) return cached;
  const object = new EntryObject(entry, settings.unnamedNamespace);
  known.set(entry, object);
  return object;
}

/** Reads each part of a resource when it is first asked for: of many resources most parts never are. */
class EntryObject implements MeshObject {
  readonly entry: ResourceEntry;
  readonly kind: KindName;
  readonly namespace: string;
  readonly name: string;
  readonly created: number;
  #metadata: JsonMap | undefined;
  #labels: LabelMap | undefined;
  #annotations: LabelMap | undefined;
  #spec: JsonMap | undefined;
  #status: JsonMap | undefined;

  constructor(entry: ResourceEntry, unnamedNamespace: string) {
    this.entry = entry;
    this.kind = entry.resource.kind;
    this.namespace = entry.namespace === '' ? unnamedNamespace : entry.namespace;
    this.name = entry.resource.name;
    this.created = Date.parse(textIn(this.#part('metadata'), 'creationTimestamp')) || YET_TO_BE_CREATED;
  }

  get metadata(): JsonMap {
    this.#metadata ??= jsonOf(this.#part('metadata')) ?? NO_FIELDS;
    return this.#metadata;
  }

  get labels(): LabelMap {
    this.#labels ??= this.#textsOf('labels');
    return this.#labels;
  }

  get annotations(): LabelMap {
    this.#annotations ??= this.#textsOf('annotations');
    return this.#annotations;
  }

  get spec(): JsonMap {
    this.#spec ??= jsonOf(this.#part('spec')) ?? toJson(this.entry.resource.node);
    return this.#spec;
  }

  get status(): JsonMap {
    this.#status ??= jsonOf(this.#part('status')) ?? NO_FIELDS;
    return this.#status;
  }

  #part(key: string): MapNode | undefined {
    return mapNodeAt(this.entry.resource.node, key);
  }

  #textsOf(key: string): LabelMap {
    const map = mapNodeAt(this.#part('metadata'), key);
    return map ? textsOf(toJson(map)) : NO_TEXTS;
  }
}

const NO_TEXTS: LabelMap = Object.freeze(Object.create(null));

function jsonOf(map: MapNode | undefined): JsonMap | undefined {
  return map && toJson(map);
}

/** The older first; of equally old ones by name, then by namespace (D1.3). */
export function compareAge(left: MeshObject, right: MeshObject): number {
  return (
    left.created - right.created || compareText(left.name, right.name) || compareText(left.namespace, right.namespace)
  );
}

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A name without any dot, completed for `namespace`; everything else as it is (D6.5). */
export function completeHost(name: string, namespace: string, { domain }: MeshSettings): string {
  return name.includes('.') || name === '*' || name === '' || name.includes(':')
    ? name
    : `${name}.${namespace}.svc.${domain}`;
}
