/** Who answers behind the clusters that a request is led to, or why nobody does (D5.9, D6.2, D10.3). */
import { t } from '../../l10n.ts';
import type { MeshClient } from '../mesh/client.ts';
import { type ClusterMember, clustersOfPort, type MeshCluster } from '../mesh/clusters.ts';
import { destinationRuleFor, type MergedRule } from '../mesh/destination-rules.ts';
import { objectName } from '../mesh/explain.ts';
import { leftOutOf } from '../mesh/left-out.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import { allServices, isVisible, type MeshService, portClass } from '../mesh/services.ts';
import { sharesOfCluster } from '../mesh/shares.ts';
import { scopeOf } from '../mesh/sidecar-scope.ts';
import { shownPath } from '../mesh/workloads.ts';
import type { ClusterEnd, RoutedCluster } from './request.ts';
import { MAX_DETAILS, nameOf, placeOf, type Steps } from './steps.ts';

/** One end for each cluster, said in `steps`. */
export function clusterEnds(
  mesh: MeshIndex,
  client: MeshClient,
  clusters: readonly RoutedCluster[],
  steps: Steps,
): readonly ClusterEnd[] {
  const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
  return clusters.map(({ cluster, weight }) => {
    const found = findCluster(mesh, client, cluster);
    const isFailure = 'reason' in found;
    if (isFailure) steps.decide('endpoints', found.statement, t('{0}: {1}.', cluster, found.reason), found.place);
    else explainMembers(mesh, client, found, steps);
    return {
      cluster,
      share: total === 0 ? 0 : weight / total,
      found: isFailure ? undefined : found,
      failure: isFailure ? found.reason : failureOf(found),
    };
  });
}

interface Failure {
  readonly statement: string;
  readonly reason: string;
  readonly place?: ObjectPlace;
}

function findCluster(mesh: MeshIndex, client: MeshClient, name: string): MeshCluster | Failure {
  const [, portText = '', subset = '', host = ''] = parseClusterName(name);
  const service = scopeOf(mesh, client).byHost.get(host);
  if (!service) return whyUnknownHost(mesh, client, host);
  const port = service.ports.find(({ number }) => number === Number(portText));
  if (!port) {
    const ports = service.ports.map(({ number }) => number).join(', ');
    const reason = t('503: {0} has no port {1}, only {2}', host, portText, ports);
    return { statement: 'D5.9', reason, place: placeOf(service.object, ['spec', 'ports']) };
  }
  const clusters = clustersOfPort(mesh, client, service, port);
  const found = clusters.find((cluster) => (cluster.subset?.name ?? '') === subset);
  if (found) return found;
  if (clusters.length === 0) {
    return {
      statement: 'D5.8',
      reason: whyNoCluster(service, portClass(port) === 'udp'),
      place: placeOf(service.object),
    };
  }
  return whyNoSubset(destinationRuleFor(mesh, client, service), subset);
}

/** The parts of `outbound|port|subset|host`, or of the server name that stands for it between clusters. */
function parseClusterName(name: string): readonly string[] {
  if (!name.startsWith('outbound_.')) return name.split('|');
  const [direction = '', port = '', subset = '', ...host] = name.split('_.');
  return [direction, port, subset === '_' ? '' : subset, host.join('_.')];
}

function whyUnknownHost(mesh: MeshIndex, client: MeshClient, host: string): Failure {
  const others = allServices(mesh).filter((service) => service.host === host);
  const [other] = others;
  if (!other) return { statement: 'D5.9', reason: t('503: no such host in this mesh') };
  const place = placeOf(other.object);
  if (others.some((service) => isVisible(service, client.namespace, mesh))) {
    return { statement: 'D9.2', reason: t('503: the Sidecar of the client does not import this host'), place };
  }
  return { statement: 'D5.5', reason: t('503: this host is not exported to namespace `{0}`', client.namespace), place };
}

function whyNoCluster({ resolution }: MeshService, isUdp: boolean): string {
  if (resolution === 'ALIAS') return t('503: an ExternalName Service has no endpoints of its own');
  if (isUdp) return t('503: Istio leaves UDP ports alone');
  if (resolution === 'DYNAMIC_DNS') return t('503: only HTTP and TLS ports can be resolved by request');
  return t('503: the host is resolved by DNS and has no endpoint');
}

function whyNoSubset(rule: MergedRule | undefined, subset: string): Failure {
  const statement = 'D6.2';
  const [first] = rule?.objects ?? [];
  if (!rule || !first)
    return { statement, reason: t('503: no DestinationRule defines subset {0} of this host', subset) };
  const names = rule.subsets.map(({ name }) => name);
  if (names.includes(subset)) {
    const reason = t('503: the host is resolved by DNS and has no endpoint with the labels of subset {0}', subset);
    return { statement: 'D5.8', reason, place: placeOf(first, ['spec', 'subsets']) };
  }
  const reason =
    names.length === 0
      ? t('503: DestinationRule {0} defines no subset {1} of this host', nameOf(first), subset)
      : t('503: DestinationRule {0} defines {1} of this host, not {2}', nameOf(first), names.join(', '), subset);
  return { statement, reason, place: placeOf(first, ['spec', 'subsets']) };
}

/** Why nobody can answer for a cluster that is there. */
function failureOf({ type, groups }: MeshCluster): string | undefined {
  if (type === 'ORIGINAL_DST' || type === 'STATIC') return undefined;
  return groups.some(({ members }) => members.length > 0) ? undefined : t('503 UH: no endpoint');
}

function explainMembers(mesh: MeshIndex, client: MeshClient, cluster: MeshCluster, steps: Steps): void {
  const { name, type, destinationRule } = cluster;
  const [rule] = destinationRule?.objects ?? [];
  const place = rule && placeOf(rule);
  if (type === 'ORIGINAL_DST') {
    steps.decide('endpoints', 'D5.8', t('{0}: connections go to the address that was asked for.', name), place);
    return;
  }
  if (type === 'STATIC') {
    steps.decide('endpoints', 'D5.8', t('{0}: the host is resolved when a request comes.', name), place);
    return;
  }
  const members = cluster.groups.flatMap((group) => group.members);
  if (members.length === 0) {
    steps.decide('endpoints', 'D10.3', t('{0}: {1}.', name, failureOf(cluster) ?? ''), place);
    for (const { object, reason, at } of leftOutOf(mesh, client, cluster, MAX_DETAILS).listed) {
      steps.explain('D10', t('{0} is left out: {1}.', objectName(object), reason), placeOf(object, at));
    }
    return;
  }
  const text = members.length === 1 ? t('{0}: 1 endpoint.', name) : t('{0}: {1} endpoints.', name, members.length);
  steps.decide('endpoints', 'D10', text, place);
  const shares = sharesOfCluster(cluster);
  for (const member of members.slice(0, MAX_DETAILS)) {
    const instance = member.endpoint?.instance;
    const part = (Math.round((shares.get(member)?.share ?? 0) * 1000) / 10).toString();
    const who = instance ? objectName(instance.object) : t('gateway between networks');
    const what = t('{0}, {1} %: {2}.', memberAddress(member), part, who);
    steps.explain('D10.2', what, instance && placeOf(instance.object, shownPath(instance)));
  }
  const hidden = members.length - MAX_DETAILS;
  if (hidden > 0) steps.explain('D10.2', t('{0} more endpoints.', hidden));
}

/** `address:port`; a socket has no port. */
function memberAddress({ address, port }: ClusterMember): string {
  if (port === 0) return address;
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}
