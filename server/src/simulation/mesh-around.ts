/**
 * The part of a mesh that decides who answers for a host: its definitions, what they select, the DestinationRules for it, and the
 * namespaces and nodes around. Answers on it are those on the whole mesh, and cost what this part costs.
 */
import { destinationRuleKey, hostKey, identityKey } from '../references/fact-keys.ts';
import { hostPatterns } from '../references/host-facts.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { textAt } from './json-value.ts';
import type { MeshIndex } from './mesh/mesh-index.ts';
import { meshObject } from './mesh/mesh-object.ts';
import type { MeshSettings } from './mesh/mesh-settings.ts';
import { meshOfEntries, settingsInSight } from './mesh-in-sight.ts';
import { selectedWorkloads } from './selection.ts';

/** Hosts beyond this are rare, and each of them can be asked about on its own. */
const MAX_HOSTS = 20;

/**
 * The mesh around the hosts that `subject`, a ServiceEntry or Service, defines. It and `asked`, what else is asked about, are there
 * even if they are refused.
 */
export function meshAround(view: MeshView, subject: ResourceEntry, asked?: ResourceEntry): MeshIndex {
  const certain = new Set(asked ? [subject, asked] : [subject]);
  const definitions = new Set<ResourceEntry>([subject]);
  const rules = new Set<ResourceEntry>();
  for (const host of hostsOf(subject)) {
    for (const entry of view.lookup(hostKey(host))) {
      if (entry.namespace === subject.namespace && entry.identity !== subject.identity) definitions.add(entry);
    }
    for (const pattern of hostPatterns(host)) {
      for (const rule of view.lookup(destinationRuleKey(pattern))) rules.add(rule);
    }
  }
  const workloads = new Set<ResourceEntry>();
  for (const definition of definitions) {
    for (const workload of selectedWorkloads(view, definition) ?? []) workloads.add(workload);
  }
  const settings = settingsInSight(view);
  const namespaces = [subject.namespace, settings.rootNamespace];
  const around = [
    ...namespaces.flatMap((name) => view.lookup(identityKey('Namespace', '', name))),
    ...nodesOf(view, workloads, settings),
    ...slicesOf(view, subject.namespace),
    ...networkGateways(view),
  ];
  const entries = new Set([...definitions, ...workloads, ...rules, ...around]);
  return meshOfEntries([...entries], certain, settings);
}

/** The hosts as facts have them. */
function hostsOf({ facts }: ResourceEntry): string[] {
  const prefix = hostKey('');
  return facts.flatMap(({ key }) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])).slice(0, MAX_HOSTS);
}

/** The gateways between networks: through them endpoints of another network are reached. */
function networkGateways(view: MeshView): ResourceEntry[] {
  return [...view.names('network')].flatMap(({ key }) =>
    view.lookup(key, ({ resource }) => resource.kind === 'Service'),
  );
}

/** The nodes that Pods say they run on: their localities are those of the Pods. */
function nodesOf(view: MeshView, workloads: Iterable<ResourceEntry>, settings: MeshSettings): ResourceEntry[] {
  const names = new Set<string>();
  for (const workload of workloads) {
    if (workload.resource.kind !== 'Pod') continue;
    const name = textAt(meshObject(workload, settings).spec, 'nodeName');
    if (name !== '') names.add(name);
  }
  return [...names].flatMap((name) => view.lookup(identityKey('Node', '', name)));
}

function slicesOf(view: MeshView, namespace: string): ResourceEntry[] {
  const prefix = `${namespace}/`;
  const found: ResourceEntry[] = [];
  for (const { name, key } of view.names('id EndpointSlice')) {
    if (name.startsWith(prefix)) found.push(...view.lookup(key));
  }
  return found;
}
