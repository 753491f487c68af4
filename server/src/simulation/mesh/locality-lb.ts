/** Priorities and weights by locality (D11). */
import { flagAt, type JsonMap, type LabelMap, listAt, mapAt, mapsAt, textAt, textsAt } from '../json-value.ts';
import {
  HOSTNAME_LABEL,
  type Locality,
  NETWORK_LABEL,
  parseLocality,
  REGION_LABEL,
  SUBZONE_LABEL,
  ZONE_LABEL,
} from './localities.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshService } from './services.ts';

/** A member of a group: an endpoint, or a gateway that stands for some. */
export interface Member {
  readonly labels: LabelMap;
  readonly weight: number;
}

/** Endpoints of one locality, as Envoy gets them. */
export interface LocalityGroup<M extends Member> {
  /** `region/zone/subzone` as written; the text by which endpoints are grouped. */
  readonly locality: string;
  readonly priority: number;
  readonly weight: number;
  readonly members: readonly M[];
}

/** What decides about localities for a service (D11.1). */
export type LocalitySetting =
  | { readonly kind: 'none' }
  | { readonly kind: 'locality'; readonly setting: JsonMap; readonly isForced: boolean; readonly from: SettingOrigin }
  | { readonly kind: 'zone-aware'; readonly setting: JsonMap; readonly from: SettingOrigin };

export type SettingOrigin = 'destination-rule' | 'traffic-distribution' | 'mesh';

const NONE: LocalitySetting = { kind: 'none' };
const MAX_WEIGHT = 0xffff_ffff;

export function localitySetting(
  mesh: MeshIndex,
  loadBalancer: JsonMap | undefined,
  service: MeshService,
): LocalitySetting {
  const zoneAware = mapAt(loadBalancer, 'zoneAwareLbSetting');
  if (zoneAware) return { kind: 'zone-aware', setting: zoneAware, from: 'destination-rule' };
  const locality = mapAt(loadBalancer, 'localityLbSetting');
  if (locality) return enabled(locality, 'destination-rule');
  const distribution = trafficDistribution(mesh, service);
  if (distribution) {
    const failoverPriority =
      distribution === 'zone'
        ? [NETWORK_LABEL, REGION_LABEL, ZONE_LABEL]
        : [NETWORK_LABEL, REGION_LABEL, ZONE_LABEL, SUBZONE_LABEL, HOSTNAME_LABEL];
    return { kind: 'locality', setting: { failoverPriority }, isForced: true, from: 'traffic-distribution' };
  }
  const { zoneAwareLbSetting, localityLbSetting } = mesh.settings;
  if (zoneAwareLbSetting) return { kind: 'zone-aware', setting: zoneAwareLbSetting, from: 'mesh' };
  return localityLbSetting ? enabled(localityLbSetting, 'mesh') : NONE;
}

function enabled(setting: JsonMap, from: SettingOrigin): LocalitySetting {
  return flagAt(setting, 'enabled') === false ? NONE : { kind: 'locality', setting, isForced: false, from };
}

const DISTRIBUTIONS: Readonly<Record<string, 'zone' | 'node'>> = {
  preferclose: 'zone',
  prefersamezone: 'zone',
  prefersamenode: 'node',
};

/** What the service's own field, its annotation or its namespace's asks for; an unknown annotation ends the search. */
export function trafficDistribution(mesh: MeshIndex, { object }: MeshService): 'zone' | 'node' | undefined {
  const written = object.kind === 'Service' ? textAt(object.spec, 'trafficDistribution') : '';
  if (['PreferClose', 'PreferSameZone', 'PreferSameNode'].includes(written))
    return DISTRIBUTIONS[written.toLowerCase()];
  const namespace = mesh.ofKind('Namespace').find(({ name }) => name === object.namespace);
  for (const { annotations } of [object, ...(namespace ? [namespace] : [])]) {
    const said = (annotations['networking.istio.io/traffic-distribution'] ?? '').toLowerCase();
    if (said !== '') return DISTRIBUTIONS[said];
  }
  return undefined;
}

/** Members by locality, sorted by its text, with the sum of their weights (D10). */
export function groupByLocality<M extends Member & { readonly locality: string }>(
  members: readonly M[],
): LocalityGroup<M>[] {
  const byLocality = new Map<string, M[]>();
  for (const member of members) {
    const there = byLocality.get(member.locality);
    if (there) there.push(member);
    else byLocality.set(member.locality, [member]);
  }
  return [...byLocality]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([locality, own]) => ({
      locality,
      priority: 0,
      weight: own.reduce((sum, { weight }) => Math.min(MAX_WEIGHT, sum + weight), 0),
      members: own,
    }));
}

export interface LocalityInput {
  readonly setting: LocalitySetting;
  /** Whether an outlierDetection is set, without which Envoy never leaves a priority. */
  readonly hasOutlierDetection: boolean;
  readonly locality: string;
  /** The client's, with what istiod adds. */
  readonly labels: LabelMap;
  /** False in subset clusters by DNS, which skip `failoverPriority` (D11.10). */
  readonly usesFailoverPriority: boolean;
}

/** The groups with their priorities and weights. */
export function applyLocality<M extends Member>(
  groups: readonly LocalityGroup<M>[],
  { setting: effective, hasOutlierDetection, locality, labels, usesFailoverPriority }: LocalityInput,
): readonly LocalityGroup<M>[] {
  if (effective.kind === 'none') return groups;
  const { setting } = effective;
  const client = parseLocality(locality);
  const priorities = usesFailoverPriority ? textsAt(setting, 'failoverPriority') : [];
  if (effective.kind === 'zone-aware') {
    if (flagAt(setting, 'enabled') === false) return groups;
    const ranked = priorities.length > 0 ? byFailoverPriority(groups, priorities, labels) : groups;
    return byRegion(ranked, client, mapsAt(setting, 'failover'));
  }
  if ((listAt(setting, 'distribute') ?? []).length > 0)
    return distribute(groups, client, mapsAt(setting, 'distribute'));
  if (!hasOutlierDetection && !effective.isForced) return groups;
  const failover = mapsAt(setting, 'failover');
  if (textsAt(setting, 'failoverPriority').length === 0) return byNearness(groups, client, failover);
  const ranked = priorities.length > 0 ? byFailoverPriority(groups, priorities, labels) : groups;
  return failover.length > 0 ? byNearness(ranked, client, failover) : ranked;
}

/** D11.3: the first item for the client shares traffic out; groups that it does not name get nothing. */
function distribute<M extends Member>(
  groups: readonly LocalityGroup<M>[],
  client: Locality,
  items: readonly JsonMap[],
): readonly LocalityGroup<M>[] {
  const item = items.find((one) => matchesLocality(client, textAt(one, 'from')));
  if (!item) return groups;
  const weights = new Map<LocalityGroup<M>, number>();
  for (const [pattern, share] of Object.entries(mapAt(item, 'to') ?? {})) {
    if (typeof share !== 'number') continue;
    const matched = groups.filter(
      (group) => !weights.has(group) && matchesLocality(parseLocality(group.locality), pattern),
    );
    // A group that lost all its members to other networks has no weight, which counts as 1.
    const total = matched.reduce((sum, { weight, members }) => (sum + (members.length > 0 ? weight : 1)) >>> 0, 0);
    for (const group of matched) {
      // istiod multiplies in 32 bits.
      const part = (Math.imul(group.weight, share) >>> 0) / total;
      weights.set(group, part > 0 ? Math.ceil(part) : group.weight);
    }
  }
  return groups.map((group) => {
    const weight = weights.get(group);
    return weight === undefined ? { ...group, members: [] } : { ...group, weight };
  });
}

/** Whether a pattern such as `us/*` or `us/a` covers the locality; parts that it leaves out are any. */
export function matchesLocality({ region, zone, subzone }: Locality, pattern: string): boolean {
  const [wantedRegion = '', wantedZone = '', wantedSubzone = ''] = splitPattern(pattern);
  return (
    (wantedRegion === '*' || wantedRegion === region) &&
    (wantedZone === '*' || wantedZone === '' || wantedZone === zone) &&
    (wantedSubzone === '*' || wantedSubzone === '' || wantedSubzone === subzone)
  );
}

function splitPattern(pattern: string): readonly string[] {
  return pattern.split('/').slice(0, 3);
}

/** D11.4: each group is split by how far down the list of labels an endpoint agrees with the client. */
function byFailoverPriority<M extends Member>(
  groups: readonly LocalityGroup<M>[],
  priorities: readonly string[],
  labels: LabelMap,
): readonly LocalityGroup<M>[] {
  const wanted = wantedLabels(priorities, labels);
  const hasNetwork = priorities[0] === NETWORK_LABEL;
  const split = groups.flatMap((group) => {
    const byRank = new Map<number, M[]>();
    for (const member of group.members) {
      const rank = rankOf(member.labels, wanted, hasNetwork);
      const there = byRank.get(rank);
      if (there) there.push(member);
      else byRank.set(rank, [member]);
    }
    return [...byRank]
      .sort(([left], [right]) => left - right)
      .map(([priority, members]): LocalityGroup<M> => {
        const weight = members.reduce((sum, member) => (sum + member.weight) >>> 0, 0);
        return { locality: group.locality, priority, weight, members };
      });
  });
  return compact(split);
}

/** `key` wants the client's own value, `key=value` that value; of a key that is named twice, a written value counts. */
function wantedLabels(priorities: readonly string[], labels: LabelMap): readonly [key: string, value: string][] {
  const written = new Map<string, string>();
  for (const text of priorities) {
    const [key = '', value, ...rest] = text.split('=');
    if (value !== undefined && rest.length === 0) written.set(key, value);
  }
  return priorities.map((text) => {
    const [key = ''] = text.split('=');
    return [key, written.get(key) ?? labels[key] ?? ''];
  });
}

export interface LabelMismatch {
  readonly key: string;
  readonly wanted: string;
  /** Empty where the endpoint does not have the label. */
  readonly actual: string;
}

/** The first label of `failoverPriority` in which an endpoint differs from the client; `undefined` where none does. */
export function firstMismatch(
  labels: LabelMap,
  priorities: readonly string[],
  client: LabelMap,
): LabelMismatch | undefined {
  for (const [key, wanted] of wantedLabels(priorities, client)) {
    const actual = labels[key] ?? '';
    if (actual !== wanted) return { key, wanted, actual };
  }
  return undefined;
}

function rankOf(labels: LabelMap, wanted: readonly [string, string][], hasNetwork: boolean): number {
  let adjustment = 0;
  for (const [index, [key, value]] of wanted.entries()) {
    if ((labels[key] ?? '') === value) continue;
    if (index > 0 || !hasNetwork) return wanted.length - index + adjustment;
    adjustment = wanted.length;
  }
  return adjustment;
}

/** D11.5: by how much of the locality agrees, then by the regions that `failover` names. */
function byNearness<M extends Member>(
  groups: readonly LocalityGroup<M>[],
  client: Locality,
  failover: readonly JsonMap[],
): readonly LocalityGroup<M>[] {
  const target = failover.find((item) => textAt(item, 'from') === client.region);
  return compact(
    groups.map((group) => {
      const own = parseLocality(group.locality);
      let distance = 3;
      if (own.region === client.region) {
        distance = own.zone !== client.zone ? 2 : own.subzone !== client.subzone ? 1 : 0;
      } else if (target && own.region !== textAt(target, 'to')) distance = 4;
      return { ...group, priority: group.priority * 5 + distance };
    }),
  );
}

/** D11.8: the own region, the one that `failover` names, all others. */
function byRegion<M extends Member>(
  groups: readonly LocalityGroup<M>[],
  client: Locality,
  failover: readonly JsonMap[],
): readonly LocalityGroup<M>[] {
  const target = failover.find((item) => textAt(item, 'from') === client.region);
  return compact(
    groups.map((group) => {
      const { region } = parseLocality(group.locality);
      const bucket = region === client.region ? 0 : target && textAt(target, 'to') === region ? 1 : 2;
      return { ...group, priority: group.priority * 3 + bucket };
    }),
  );
}

/** Priorities from 0 without gaps, in the order that they have. */
function compact<M extends Member>(groups: readonly LocalityGroup<M>[]): readonly LocalityGroup<M>[] {
  const used = [...new Set(groups.map(({ priority }) => priority))].sort((left, right) => left - right);
  return groups.map((group) => ({ ...group, priority: used.indexOf(group.priority) }));
}
