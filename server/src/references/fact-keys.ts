/**
 * Facts: what the rest of a mesh can see of a resource, as keys. The index finds resources by these keys, and remembers
 * who asked about which key, so that a change re-analyses exactly those. A relation is one file beside this one.
 */
import type { KindName } from '../model/kinds.ts';

declare const factKey: unique symbol;

/** A question that can be asked of the index; make one with the functions below, never by hand. */
export type FactKey = string & { readonly [factKey]: true };

export interface Fact {
  readonly key: FactKey;
  /**
   * What somebody who asks about the key learns of the resource, beyond that it is there. While it stays the same an
   * edit of the resource concerns nobody else.
   */
  readonly content: string;
}

/** All variants of the resource with this kind, namespace and name. */
export function identityKey(kind: KindName, namespace: string, name: string): FactKey {
  return `id ${kind}/${namespace}/${name}` as FactKey;
}

/** Workloads of a namespace that have this label. */
export function labelKey(namespace: string, key: string, value: string): FactKey {
  return `label ${namespace}/${key}=${value}` as FactKey;
}

/** All workloads of a namespace. */
export function workloadsKey(namespace: string): FactKey {
  return `workloads ${namespace}` as FactKey;
}

/** The namespaces that have workloads: changes when the first workload of one appears or the last disappears. */
export const WORKLOAD_NAMESPACES_KEY = 'workload namespaces' as FactKey;

/** Selectors of a namespace whose first pair this is. */
export function selectorKey(namespace: string, key: string, value: string): FactKey {
  return `selector ${namespace}/${key}=${value}` as FactKey;
}

/** Selectors of all named namespaces whose first pair this is; with two empty strings those that list no label. */
export function selectorAnywhereKey(key: string, value: string): FactKey {
  return `selector anywhere ${key}=${value}` as FactKey;
}

/** All selectors of a namespace. */
export function selectorsKey(namespace: string): FactKey {
  return `selectors ${namespace}` as FactKey;
}

/** Selectors of a namespace that are there but list no label. */
export function emptySelectorKey(namespace: string): FactKey {
  return `selector ${namespace}` as FactKey;
}

/** Text that may hold workloads nobody can read: templates, half-typed documents, files not read yet. */
export const UNKNOWN_WORKLOADS_KEY = 'unknown workloads' as FactKey;

/** Text that may hold selectors nobody can read. */
export const UNKNOWN_SELECTORS_KEY = 'unknown selectors' as FactKey;

/** A namespace that somebody defines or lies in. */
export function namespaceKey(name: string): FactKey {
  return `namespace ${name}` as FactKey;
}

/** The Services and ServiceEntries that define a host, in full; for a Service `name.namespace.svc.cluster.local`. */
export function hostKey(host: string): FactKey {
  return `host ${host}` as FactKey;
}

/** The DestinationRules for a host, in full. */
export function destinationRuleKey(host: string): FactKey {
  return `rules-for ${host}` as FactKey;
}

/** The ServiceAccounts of this name and the workloads that run as it. */
export function accountKey(namespace: string, name: string): FactKey {
  return `account ${namespace}/${name}` as FactKey;
}

/** Whoever is in this locality. */
export function localityKey(locality: string): FactKey {
  return `locality ${locality}` as FactKey;
}

/** Whoever is in this network, and the gateways that lead into it. */
export function networkKey(network: string): FactKey {
  return `network ${network}` as FactKey;
}

/** What can be listed by name: a topic of the keys above, or the identities of a kind (`id Gateway`). */
export type Topic = 'namespace' | 'host' | 'account' | 'locality' | 'network' | `id ${KindName}`;

/** The topic under which the name in a key can be listed, which is what follows it in the key; `undefined` if it cannot. */
export function topicOf(key: string): Topic | undefined {
  const isIdentity = key.startsWith('id ');
  const topic = key.slice(0, key.indexOf(isIdentity ? '/' : ' ')) as Topic;
  return isIdentity || LISTED.has(topic) ? topic : undefined;
}

const LISTED: ReadonlySet<string> = new Set<Topic>(['namespace', 'host', 'account', 'locality', 'network']);
