/** From the resources of files to the mesh that a cluster would make of them once they are applied. */
import type { Problem } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { MeshIndex } from './mesh-index.ts';
import type { MeshSettings } from './mesh-settings.ts';

/** Several definitions of one resource that do not say the same; one of them can be in a cluster. */
export interface Redefinition {
  /** The one that counts: the last that is not refused. */
  readonly counted: ResourceEntry;
  /** The others, in the order of the files. */
  readonly replaced: readonly ResourceEntry[];
}

export interface MeshFromEntries {
  readonly mesh: MeshIndex;
  readonly redefinitions: readonly Redefinition[];
}

/**
 * The mesh of resources that have been analysed. Resources that are refused are left out; of several definitions of one
 * resource the last counts, as it would after applying the files in this order.
 */
export function meshFromEntries(entries: Iterable<ResourceEntry>, settings: MeshSettings): MeshFromEntries {
  const refusals = new Map<ResourceEntry, string>();
  const byIdentity = new Map<string | ResourceEntry, ResourceEntry[]>();
  const all: ResourceEntry[] = [];
  for (const entry of entries) {
    all.push(entry);
    const refusal = refusalOf(entry);
    if (refusal !== undefined) {
      refusals.set(entry, refusal.message);
      continue;
    }
    const identity = identityOf(entry, settings);
    const variants = byIdentity.get(identity);
    if (variants) variants.push(entry);
    else byIdentity.set(identity, [entry]);
  }
  const redefinitions: Redefinition[] = [];
  const replaced = new Set<ResourceEntry>();
  for (const variants of byIdentity.values()) {
    const counted = variants.pop() as ResourceEntry;
    for (const variant of variants) replaced.add(variant);
    // Whoever repeats a resource word for word, as people do with Namespaces, says nothing else.
    if (variants.some((variant) => textOf(variant) !== textOf(counted))) {
      redefinitions.push({ counted, replaced: variants });
    }
  }
  const inForce = replaced.size === 0 ? all : all.filter((entry) => !replaced.has(entry));
  return { mesh: new MeshIndex(inForce, settings, (entry) => refusals.get(entry)), redefinitions };
}

function textOf({ resource: { node }, slot }: ResourceEntry): string {
  return slot.document.text.slice(node.start, node.end);
}

/** Why the API server or Istio refuses the resource, as its last analysis says; `undefined` for one that they take. */
export function refusalOf(entry: ResourceEntry): Problem | undefined {
  const ofText = entry.file.contents.get(entry.slot)?.problems ?? [];
  return [...ofText, ...entry.problems].find(({ rejects }) => rejects);
}

/** Equal for definitions of the same resource. What has no name is never the same as something else. */
function identityOf(entry: ResourceEntry, settings: MeshSettings): string | ResourceEntry {
  const { kind, kindNode, name } = entry.resource;
  if (name === '') return entry;
  const namespace = entry.namespace === '' ? settings.unnamedNamespace : entry.namespace;
  return JSON.stringify([kind, kindNode.text, namespace, name]);
}
