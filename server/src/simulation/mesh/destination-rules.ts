/** Which DestinationRule holds for a service and a client, and what it says for a port and subset (D6). */
import {
  hasLabels,
  type JsonMap,
  type LabelMap,
  labelsAt,
  listAt,
  mapAt,
  mapsAt,
  numberAt,
  sameLabels,
  textAt,
  textsAt,
} from '../json-value.ts';
import { clientLabels, type MeshClient } from './client.ts';
import type { MeshIndex } from './mesh-index.ts';
import { compareAge, completeHost, type MeshObject } from './mesh-object.ts';
import type { MeshService } from './services.ts';

/** DestinationRules of one host that are merged (D6.3). */
export interface MergedRule {
  readonly host: string;
  readonly namespace: string;
  /** What the entry was made from, the one that made it first. */
  readonly objects: readonly MeshObject[];
  readonly selector: LabelMap | undefined;
  /** As written; empty where nothing is. */
  readonly exportTo: ReadonlySet<string>;
  readonly trafficPolicy: Placed | undefined;
  readonly subsets: readonly Subset[];
}

/** A part of a DestinationRule and the resource that it stands in. */
export interface Placed {
  readonly object: MeshObject;
  readonly value: JsonMap;
}

export interface Subset {
  readonly name: string;
  readonly labels: LabelMap;
  readonly object: MeshObject;
  readonly index: number;
  readonly trafficPolicy: JsonMap | undefined;
}

/** The rules of one namespace by host; wildcards apart too, the longest first, since that counts. */
interface RulesByHost {
  readonly all: ReadonlyMap<string, readonly MergedRule[]>;
  readonly wildcards: readonly string[];
}

/** The rule that holds for the service at this client; `undefined` where none does (D6.1). */
export function destinationRuleFor(mesh: MeshIndex, client: MeshClient, service: MeshService): MergedRule | undefined {
  const labels = clientLabels(client, mesh.settings);
  let catchAll: MergedRule | undefined;
  for (const rule of rulesFor(mesh, client.namespace, service)) {
    if (rule.selector === undefined) catchAll = rule;
    else if (rule.namespace === client.namespace && hasLabels(rule.selector, labels)) return rule;
  }
  return catchAll;
}

/** The entries among which a client's labels choose; the first place that has any ends the search. */
function rulesFor(mesh: MeshIndex, namespace: string, service: MeshService): readonly MergedRule[] {
  const { rootNamespace } = mesh.settings;
  const own =
    namespace === rootNamespace
      ? mostSpecific(service.host, indexOf(mesh, namespace, 'private'))
      : mostSpecific(service.host, indexOf(mesh, namespace, 'local'));
  if (own) return own;
  for (const owner of [service.namespace, rootNamespace]) {
    const exported = mostSpecific(service.host, indexOf(mesh, owner, 'exported')) ?? [];
    const visible = exported.filter(
      ({ exportTo }) => exportTo.size === 0 || exportTo.has('*') || exportTo.has(namespace),
    );
    if (visible.length > 0) return visible;
  }
  return [];
}

/** The rules of the most specific host that covers `host`: the host itself, else the longest wildcard. */
function mostSpecific(host: string, rules: RulesByHost): readonly MergedRule[] | undefined {
  const exact = rules.all.get(host);
  if (exact) return exact;
  const covering = rules.wildcards.find((pattern) => host.endsWith(pattern.slice(1)));
  return covering === undefined ? undefined : rules.all.get(covering);
}

/** `local`: for clients in the namespace. `exported`: for others too. `private`: in the root namespace, for itself alone. */
type IndexName = 'local' | 'exported' | 'private';

function indexOf(mesh: MeshIndex, namespace: string, name: IndexName): RulesByHost {
  return mesh.remember(`destination rules ${name} ${namespace}`, () => {
    const byHost = new Map<string, MergedRule[]>();
    for (const object of sortedRules(mesh.inNamespace('DestinationRule', namespace))) {
      const exportTo = exportToOf(object);
      const isPrivate =
        (exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace))) ||
        (exportTo.size === 0 && mesh.settings.defaultDestinationRuleExportTo.includes('.'));
      const isLocal = exportTo.size === 0 || exportTo.has('*') || exportTo.has('.') || exportTo.has(namespace);
      const belongs = name === 'local' ? isLocal : name === 'exported' ? !isPrivate : isPrivate;
      if (!belongs) continue;
      const host = completeHost(textAt(object.spec, 'host'), namespace, mesh.settings);
      byHost.set(host, merge(byHost.get(host) ?? [], newRule(object, host, exportTo)));
    }
    const wildcards = [...byHost.keys()].filter((host) => host.startsWith('*'));
    return { all: byHost, wildcards: wildcards.sort((left, right) => right.length - left.length) };
  });
}

/** Those with a workloadSelector first, then by age (D1.3). */
function sortedRules(objects: readonly MeshObject[]): MeshObject[] {
  const selects = ({ spec }: MeshObject): number => (mapAt(spec, 'workloadSelector') ? 0 : 1);
  return [...objects].sort((left, right) => selects(left) - selects(right) || compareAge(left, right));
}

function exportToOf({ spec }: MeshObject): ReadonlySet<string> {
  return new Set(mapAt(spec, 'workloadSelector') ? ['.'] : textsAt(spec, 'exportTo'));
}

function newRule(object: MeshObject, host: string, exportTo: ReadonlySet<string>): MergedRule {
  const { spec, namespace } = object;
  const policy = mapAt(spec, 'trafficPolicy');
  const selector = mapAt(spec, 'workloadSelector');
  return {
    host,
    namespace,
    objects: [object],
    selector: selector && labelsAt(selector, 'matchLabels'),
    exportTo,
    trafficPolicy: policy && { object, value: policy },
    subsets: mapsAt(spec, 'subsets').map((subset, index) => ({
      name: textAt(subset, 'name'),
      labels: labelsAt(subset, 'labels'),
      object,
      index,
      trafficPolicy: mapAt(subset, 'trafficPolicy'),
    })),
  };
}

/** The entries with a further rule taken in (mergeDestinationRule in destination_rule.go). */
function merge(entries: readonly MergedRule[], rule: MergedRule): MergedRule[] {
  let isSeparate = true;
  const merged = entries.map((entry): MergedRule => {
    if (sameSet(rule.exportTo, entry.exportTo)) isSeparate = false;
    else {
      isSeparate = true;
      if (entry.exportTo.size === 0 || !contains(rule.exportTo, entry.exportTo)) return entry;
    }
    const bothSelect = rule.selector !== undefined && entry.selector !== undefined;
    const selectAlike = sameLabels(rule.selector ?? {}, entry.selector ?? {});
    if (bothSelect && !selectAlike) {
      isSeparate = true;
      return entry;
    }
    if (bothSelect || (rule.selector === undefined && entry.selector === undefined)) isSeparate = false;
    const known = new Set(entry.subsets.map(({ name }) => name));
    return {
      ...entry,
      objects: [...entry.objects, ...rule.objects],
      subsets: [...entry.subsets, ...rule.subsets.filter(({ name }) => !known.has(name))],
      trafficPolicy: entry.trafficPolicy ?? rule.trafficPolicy,
    };
  });
  return entries.length === 0 || isSeparate ? [...merged, rule] : merged;
}

function sameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && contains(left, right);
}

function contains(outer: ReadonlySet<string>, inner: ReadonlySet<string>): boolean {
  return [...inner].every((one) => outer.has(one));
}

/** The subset of this name; `undefined` where the rule has none. */
export function subsetOf(rule: MergedRule | undefined, name: string): Subset | undefined {
  return rule?.subsets.find((subset) => subset.name === name);
}

/** The parts of a traffic policy that hold for one port and subset (D6.4). */
export interface EffectivePolicy {
  readonly loadBalancer: JsonMap | undefined;
  readonly outlierDetection: JsonMap | undefined;
}

/** What holds for `port` and `subset`: a port's own settings replace all of what is above them. */
export function effectivePolicy(rule: MergedRule | undefined, port: number, subset?: Subset): EffectivePolicy {
  const top = rule?.trafficPolicy?.value;
  const base = partsOf(portSettings(top, port) ?? top);
  const own = subset?.trafficPolicy;
  if (own === undefined) return base;
  const ofPort = portSettings(own, port);
  if (ofPort) return partsOf(ofPort);
  const parts = partsOf(own);
  return {
    loadBalancer: parts.loadBalancer ?? base.loadBalancer,
    outlierDetection: parts.outlierDetection ?? base.outlierDetection,
  };
}

function partsOf(policy: JsonMap | undefined): EffectivePolicy {
  return { loadBalancer: mapAt(policy, 'loadBalancer'), outlierDetection: mapAt(policy, 'outlierDetection') };
}

function portSettings(policy: JsonMap | undefined, port: number): JsonMap | undefined {
  return mapsAt(policy, 'portLevelSettings').find((item) => numberAt(mapAt(item, 'port'), 'number') === port);
}

/**
 * The `tls.mode` that decides an endpoint's mark (D4.10): of the subset's port, the subset, the port, the whole, the first
 * that has a `tls` block; without a mode it is `DISABLE`. `undefined` where nobody says anything.
 */
export function tlsModeFor(rule: MergedRule | undefined, port: number, subset?: Subset): string | undefined {
  const top = rule?.trafficPolicy?.value;
  const own = subset?.trafficPolicy;
  for (const policy of [portSettings(own, port), own, portSettings(top, port), top]) {
    const tls = mapAt(policy, 'tls');
    if (tls) return textAt(tls, 'mode') || 'DISABLE';
  }
  return undefined;
}

/** Whether the load balancer hands connections on to where they were going (D6.6). */
export function passesThrough(loadBalancer: JsonMap | undefined): boolean {
  return textAt(loadBalancer, 'simple') === 'PASSTHROUGH';
}

/** Whether a list is there, be it empty. */
export function hasList(map: JsonMap | undefined, key: string): boolean {
  return listAt(map, key) !== undefined;
}
