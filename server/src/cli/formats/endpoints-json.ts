/** The stable JSON form of `endpoints`; `version` changes when something in it breaks. */
import type { JsonPath } from '../../simulation/json-value.ts';
import type { ClusterMember, MeshCluster } from '../../simulation/mesh/clusters.ts';
import { emptyReason, traceMember } from '../../simulation/mesh/explain.ts';
import { leftOutOf } from '../../simulation/mesh/left-out.ts';
import { localityText, parseLocality } from '../../simulation/mesh/localities.ts';
import type { LocalityGroup } from '../../simulation/mesh/locality-lb.ts';
import type { MeshObject } from '../../simulation/mesh/mesh-object.ts';
import { type MemberShare, sharesOfCluster } from '../../simulation/mesh/shares.ts';
import type { EndpointsAnswer } from '../commands/list-endpoints.ts';
import type { Terminal } from '../terminal.ts';

/** Of those left out of a cluster, more are only counted: of one that is asked for, and of each where all are. */
const MAX_LEFT_OUT = 1000;
const MAX_LEFT_OUT_OF_MANY = 20;

export function printEndpointsJson(answer: EndpointsAnswer, terminal: Terminal): void {
  const { type, namespace, locality, labels, network, node } = answer.client;
  const report = {
    version: 1,
    client: {
      namespace,
      locality,
      labels,
      ...(type === 'gateway' && { type }),
      ...(network !== '' && { network }),
      ...(node !== '' && { node }),
    },
    assumptions: answer.assumptions,
    rejected: answer.mesh.rejected.map(({ object, reason }) => ({
      ...named(object),
      ...answer.places.ofRefusal(object.entry),
      reason,
    })),
    clusters: answer.clusters.map((cluster) => toCluster(answer, cluster)),
    ...(answer.explains && {
      absent: answer.absent.map(({ host, port, object, at, statement, reason }) => ({
        host,
        port,
        ...placed(answer, object, at),
        statement,
        reason,
      })),
    }),
  };
  terminal.print(`${JSON.stringify(report, undefined, 2)}\n`);
}

function toCluster(answer: EndpointsAnswer, cluster: MeshCluster): unknown {
  const shares = sharesOfCluster(cluster);
  return {
    name: cluster.name,
    type: cluster.type,
    outlierDetection: cluster.policy.outlierDetection !== undefined,
    endpoints: cluster.groups.flatMap((group) =>
      group.members.map((member) => toEndpoint(answer, cluster, group, member, shares.get(member))),
    ),
    ...(answer.explains &&
      cluster.groups.every(({ members }) => members.length === 0) && { empty: emptyReason(cluster) }),
    ...(answer.explains && toExcluded(answer, cluster)),
  };
}

function toExcluded(answer: EndpointsAnswer, cluster: MeshCluster): object {
  const { listed, count } = leftOutOf(
    answer.mesh,
    answer.client,
    cluster,
    answer.isNarrow ? MAX_LEFT_OUT : MAX_LEFT_OUT_OF_MANY,
  );
  return {
    excluded: listed.map(({ object, name, statement, reason, at }) => ({
      ...placed(answer, object, at),
      name,
      statement,
      reason,
    })),
    excludedCount: count,
  };
}

function toEndpoint(
  answer: EndpointsAnswer,
  cluster: MeshCluster,
  group: LocalityGroup<ClusterMember>,
  member: ClusterMember,
  share: MemberShare | undefined,
): unknown {
  const { endpoint, address, port, weight, tls, health } = member;
  const steps = answer.explains ? traceMember(answer.mesh, answer.client, cluster, group, member) : [];
  return {
    locality: localityText(parseLocality(group.locality)),
    priority: group.priority,
    localityWeight: group.weight,
    address,
    port,
    weight,
    share: rounded(share?.share ?? 0),
    tls,
    health,
    ...(endpoint && {
      ...(endpoint.instance.replicas !== undefined && { replicas: endpoint.instance.replicas }),
      source: { ...named(endpoint.instance.object), ...answer.places.ofInstance(endpoint.instance) },
      portFrom: endpoint.portFrom.text,
    }),
    ...(answer.explains && {
      why: steps.map(({ value, statement, text, place }) => ({
        value,
        statement,
        text,
        ...(place && answer.places.of(place.object, place.path)),
      })),
    }),
  };
}

function placed({ places }: EndpointsAnswer, object: MeshObject, path: JsonPath): object {
  return { ...named(object), ...places.of(object, path) };
}

function named({ entry, namespace, name }: MeshObject): object {
  return { kind: entry.resource.kindNode.text, namespace, name };
}

function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
