/** Who is not in a cluster and could be thought to be, each with the first reason that keeps it out. */
import { t } from '../../l10n.ts';
import type { JsonPath } from '../json-value.ts';
import type { MeshClient } from './client.ts';
import type { ExcludedEndpoint, MeshCluster } from './clusters.ts';
import type { MeshIndex } from './mesh-index.ts';
import { compareText, type MeshObject } from './mesh-object.ts';
import {
  allCandidates,
  type Candidate,
  differingPairs,
  labelPath,
  neverSelected,
  whyNotSelected,
} from './selection-reasons.ts';
import { type MeshService, servicesOf } from './services.ts';
import { shownPath } from './workloads.ts';

export interface LeftOut {
  readonly object: MeshObject;
  /** Of an inline endpoint, where it stands in its ServiceEntry; empty for an object of its own. */
  readonly path: JsonPath;
  readonly name: string;
  /** The statement of Istio's behaviour that decides, by its stable name (`D2.7`). */
  readonly statement: string;
  /** For a person; half a sentence. */
  readonly reason: string;
  /** Where in the object the reason lies. */
  readonly at: JsonPath;
}

export interface LeftOutList {
  /** The most likely to be missed first. */
  readonly listed: readonly LeftOut[];
  /** How many there are in all. */
  readonly count: number;
}

/**
 * Whom a cluster does not have: those that are selected and filtered out again first, then those that are not selected. Not more
 * than `limit` are listed: a namespace may hold thousands of workloads that have nothing to do with a service.
 */
export function leftOutOf(mesh: MeshIndex, client: MeshClient, cluster: MeshCluster, limit: number): LeftOutList {
  const { service } = cluster;
  const known = new Set<string>();
  const keyOf = (object: MeshObject, path: JsonPath): string =>
    `${object.kind} ${object.namespace} ${object.name} ${path}`;
  for (const { members } of cluster.groups) {
    for (const { endpoint } of members)
      if (endpoint) known.add(keyOf(endpoint.instance.object, shownPath(endpoint.instance)));
  }
  const found: LeftOut[] = [];
  let count = 0;
  const add = (one: LeftOut): void => {
    const key = keyOf(one.object, one.path);
    if (known.has(key)) return;
    known.add(key);
    count += 1;
    if (found.length < limit) found.push(one);
  };
  for (const one of cluster.excluded) add(filtered(one, client, cluster));
  for (const definition of servicesOf(mesh, service.host, service.namespace)) {
    for (const one of unselected(mesh, definition)) add(one);
  }
  return { listed: found, count };
}

/** The reasons of those that a service selects and that the cluster still does not have. */
function filtered({ endpoint, reason }: ExcludedEndpoint, client: MeshClient, cluster: MeshCluster): LeftOut {
  const { instance, servicePort } = endpoint;
  const { object, name } = instance;
  const path = shownPath(instance);
  const base = { object, path, name };
  const inside = (...steps: JsonPath): JsonPath => [...instance.path, ...steps];
  switch (reason) {
    case 'port-name':
      return {
        ...base,
        statement: 'D5.4',
        reason: t(
          'its service calls port {0} `{1}`, the definition that counts calls it `{2}`',
          cluster.port.number,
          servicePort.name,
          cluster.port.name,
        ),
        at: path,
      };
    case 'host-address':
      return { ...base, statement: 'D10', reason: hostAddressReason(cluster.service), at: inside('address') };
    case 'subset': {
      const wanted = cluster.subset?.labels ?? {};
      const [first] = differingPairs(wanted, endpoint.labels);
      const text = first ? subsetReason(first.key, first.actual, first.wanted, cluster.subset?.name ?? '') : '';
      return { ...base, statement: 'D10', reason: text, at: labelPath(instance, first?.key ?? '') };
    }
    case 'other-node':
      return {
        ...base,
        statement: 'D10',
        reason:
          client.node === ''
            ? t('internalTrafficPolicy is Local, and the node of the client is not known')
            : t('internalTrafficPolicy is Local, and it is not on the node of the client'),
        at: path,
      };
    case 'unhealthy':
      return {
        ...base,
        statement: 'D4.8',
        reason: t('it is not ready, and the outlierDetection with minHealthPercent wants only those that are'),
        at: ['status'],
      };
    case 'terminating':
      return { ...base, statement: 'D4.8', reason: t('it is being ended'), at: ['metadata'] };
    case 'draining':
      return {
        ...base,
        statement: 'D4.8',
        reason: t('its label `istio.io/draining` takes it out'),
        at: labelPath(instance, 'istio.io/draining'),
      };
    case 'no-address':
      return {
        ...base,
        statement: 'D10',
        reason: t('it can be reached directly, but has no address'),
        at: inside('address'),
      };
    case 'no-mutual-tls':
      return {
        ...base,
        statement: 'D10',
        reason: t('it lies in the network `{0}`, to which only mutual TLS leads', endpoint.network),
        at: inside('network'),
      };
    case 'distribute':
      return {
        ...base,
        statement: 'D11.3',
        reason: t('`distribute` sends nothing to its locality, `{0}`', endpoint.locality),
        at: instance.localityPath ?? path,
      };
  }
}

function subsetReason(key: string, actual: string | undefined, wanted: string, subset: string): string {
  return actual === undefined
    ? t('no label `{0}`, the subset {1} wants `{2}`', key, subset, wanted)
    : t('label `{0}` is `{1}`, the subset {2} wants `{3}`', key, actual, subset, wanted);
}

function hostAddressReason({ resolution }: MeshService): string {
  return t('host name address, but resolution is {0}', resolution);
}

/** Workloads that a definition does not select, those that nearly are first. The same for every port and client. */
function unselected(mesh: MeshIndex, service: MeshService): readonly LeftOut[] {
  const byObject = mesh.remember('unselected', () => new Map<MeshObject, readonly LeftOut[]>());
  const there = byObject.get(service.object);
  if (there) return there;
  const found = [...candidates(mesh, service)]
    .flatMap((candidate) => {
      const why = whyNotSelected(service, candidate);
      return why ? [{ ...why, candidate }] : [];
    })
    .sort(
      (left, right) =>
        left.distance - right.distance ||
        compareText(left.candidate.object.name, right.candidate.object.name) ||
        compareText(left.candidate.object.namespace, right.candidate.object.namespace) ||
        compareText(left.candidate.object.kind, right.candidate.object.kind),
    )
    .map(({ candidate: { object }, statement, reason, at }): LeftOut => {
      return { object, path: [], name: object.name, statement, reason, at };
    });
  byObject.set(service.object, found);
  return found;
}

/** Every workload of the service's namespace, and those of others that carry what it selects. */
function* candidates(mesh: MeshIndex, service: MeshService): Iterable<Candidate> {
  if (neverSelected(service)) return;
  const all = mesh.remember('candidates', () => gatherCandidates(mesh));
  yield* all.byNamespace.get(service.namespace) ?? [];
  const [pair] = Object.entries(service.selector);
  if (!pair) return;
  for (const candidate of all.byLabel.get(`${pair[0]}=${pair[1]}`) ?? []) {
    if (candidate.object.namespace !== service.namespace) yield candidate;
  }
}

function gatherCandidates(mesh: MeshIndex) {
  const byNamespace = new Map<string, Candidate[]>();
  const byLabel = new Map<string, Candidate[]>();
  const add = (candidate: Candidate): void => {
    put(byNamespace, candidate.object.namespace, candidate);
    for (const [key, value] of Object.entries(candidate.labels)) put(byLabel, `${key}=${value}`, candidate);
  };
  for (const candidate of allCandidates(mesh)) add(candidate);
  return { byNamespace, byLabel };
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}
