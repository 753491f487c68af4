/** What part of a cluster's traffic each endpoint gets, by priority, health and weight (D10.2, D11.6). */

import { textAt } from '../json-value.ts';
import type { ClusterMember, MeshCluster } from './clusters.ts';
import { hasList } from './destination-rules.ts';

/** What is counted of an endpoint. */
export interface WeightedMember {
  readonly weight: number;
  readonly health: string;
}

/** Endpoints that are weighed together: those of one locality and priority. */
export interface WeightedGroup<M extends WeightedMember> {
  readonly priority: number;
  readonly weight: number;
  readonly members: readonly M[];
}

export interface SharesOptions {
  /** Whether a group gets its part by its own weight (LocalityWeightedLb); else all of a priority are one pool. */
  readonly isLocalityWeighted: boolean;
  /** Whether endpoints of a pool get equal parts whatever their weights, as with `RANDOM`. */
  readonly ignoresWeights: boolean;
}

export interface MemberShare {
  /** Of all traffic of the cluster as it is now, from 0 to 1; over all endpoints 1, or 0 where nothing can be sent. */
  readonly share: number;
  /** Of the traffic of its priority, from 0 to 1: what it gets once that priority's turn comes. */
  readonly inPriority: number;
}

/** Envoy sends all traffic to a priority while more than 1 / 1.4 of it (71.4 %) is healthy. */
const OVERPROVISIONING = 1.4;

/** The shares of the endpoints of a cluster. */
export function sharesOfCluster(cluster: MeshCluster): ReadonlyMap<ClusterMember, MemberShare> {
  return sharesOf(cluster.groups, {
    isLocalityWeighted: isLocalityWeighted(cluster),
    ignoresWeights: textAt(cluster.policy.loadBalancer, 'simple') === 'RANDOM',
  });
}

/** Whether localities get their parts by their own weights (D11.6). */
export function isLocalityWeighted({ setting, policy }: MeshCluster): boolean {
  if (setting.kind !== 'locality') return false;
  if (hasList(setting.setting, 'distribute')) return true;
  const failsOver = policy.outlierDetection !== undefined || setting.isForced;
  return failsOver && (hasList(setting.setting, 'failover') || hasList(setting.setting, 'failoverPriority'));
}

/** The shares of all members, as Envoy weighs them with what is healthy now. Members are told apart by identity. */
export function sharesOf<M extends WeightedMember>(
  groups: readonly WeightedGroup<M>[],
  options: SharesOptions,
): ReadonlyMap<M, MemberShare> {
  const shares = new Map<M, MemberShare>();
  const priorities = [...new Set(groups.map(({ priority }) => priority))].sort((left, right) => left - right);
  const levels = priorities.map((priority) => groups.filter((group) => group.priority === priority));
  const loads = loadsOf(levels.map((level) => healthyPart(level.flatMap(membersOf))));
  // With nothing healthy at all Envoy panics: it sends to everything.
  const isPanic = loads.every((load) => load === 0);
  const firstUsed = levels.findIndex((level) => level.some(hasMembers));
  levels.forEach((level, index) => {
    const load = isPanic ? (index === firstUsed ? 1 : 0) : (loads[index] ?? 0);
    for (const [member, inPriority] of sharesInPriority(level, options)) {
      shares.set(member, { share: load * inPriority, inPriority });
    }
  });
  return shares;
}

function membersOf<M extends WeightedMember>({ members }: WeightedGroup<M>): readonly M[] {
  return members;
}

function hasMembers({ members }: WeightedGroup<WeightedMember>): boolean {
  return members.length > 0;
}

/** The part of the endpoints that is healthy, from 0 to 1. */
function healthyPart(members: readonly WeightedMember[]): number {
  return members.length === 0 ? 0 : members.filter(isHealthy).length / members.length;
}

function isHealthy({ health }: WeightedMember): boolean {
  return health === 'HEALTHY';
}

/** What each priority gets: as much as it can take, then the next; if all together cannot take everything, in proportion. */
function loadsOf(healthy: readonly number[]): readonly number[] {
  let left = 1;
  const loads = healthy.map((part) => {
    const load = Math.min(left, Math.min(1, part * OVERPROVISIONING));
    left -= load;
    return load;
  });
  const taken = 1 - left;
  return taken === 0 ? loads : loads.map((load) => load / taken);
}

function sharesInPriority<M extends WeightedMember>(
  groups: readonly WeightedGroup<M>[],
  { isLocalityWeighted, ignoresWeights }: SharesOptions,
): readonly (readonly [M, number])[] {
  if (!isLocalityWeighted) return poolShares(groups.flatMap(membersOf), ignoresWeights);
  const weights = groups.map(({ weight, members }) => weight * Math.min(1, healthyPart(members) * OVERPROVISIONING));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // With nothing healthy, localities do not count.
  if (total === 0) return poolShares(groups.flatMap(membersOf), ignoresWeights);
  return groups.flatMap(({ members }, index) =>
    poolShares(members, ignoresWeights).map(
      ([member, share]) => [member, (share * (weights[index] ?? 0)) / total] as const,
    ),
  );
}

/** By weight among the healthy ones; among all where none is. */
function poolShares<M extends WeightedMember>(
  members: readonly M[],
  ignoresWeights: boolean,
): readonly (readonly [M, number])[] {
  const takes = members.some(isHealthy) ? isHealthy : () => true;
  const weightOf = (member: M): number => (takes(member) ? (ignoresWeights ? 1 : member.weight) : 0);
  const total = members.reduce((sum, member) => sum + weightOf(member), 0);
  return members.map((member) => [member, total === 0 ? 0 : weightOf(member) / total] as const);
}
