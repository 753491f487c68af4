/** The work of `endpoints`: read, simulate, print. */
import { t } from '../../l10n.ts';
import { type AbsentCluster, absentClusters } from '../../simulation/mesh/absent-clusters.ts';
import { equallyOldDefinitions } from '../../simulation/mesh/ambiguous-hosts.ts';
import type { MeshClient } from '../../simulation/mesh/client.ts';
import { clustersOfPort, type MeshCluster } from '../../simulation/mesh/clusters.ts';
import { localityOfLabels } from '../../simulation/mesh/localities.ts';
import type { MeshIndex } from '../../simulation/mesh/mesh-index.ts';
import { compareText } from '../../simulation/mesh/mesh-object.ts';
import { allServices } from '../../simulation/mesh/services.ts';
import { scopeOf } from '../../simulation/mesh/sidecar-scope.ts';
import { CommandError, type ExitCode } from '../command.ts';
import { stats } from '../read-files.ts';
import { type SimulatedMesh, simulateMesh } from '../simulated-mesh.ts';
import { closestTo } from '../suggestions.ts';
import type { Terminal } from '../terminal.ts';
import type { EndpointsOptions } from './endpoints.ts';

/** What both formats print. */
export interface EndpointsAnswer extends Pick<SimulatedMesh, 'mesh' | 'places' | 'assumptions'> {
  readonly client: MeshClient;
  readonly clusters: readonly MeshCluster[];
  /** Services and ports among those asked for that the client has no cluster for. */
  readonly absent: readonly AbsentCluster[];
  readonly explains: boolean;
  /** Whether one host is asked for, so that much may be said of it. */
  readonly isNarrow: boolean;
  readonly isQuiet: boolean;
}

/** Prints the clusters of the client and their endpoints. */
export async function listEndpoints(options: EndpointsOptions, terminal: Terminal): Promise<ExitCode> {
  const startedAt = performance.now();
  const simulated = await simulateMesh(options.paths, options.isQuiet, terminal);
  const answer = answerFor(options, simulated);
  if (options.format === 'json') (await import('../formats/endpoints-json.ts')).printEndpointsJson(answer, terminal);
  else (await import('../formats/endpoints-text.ts')).printEndpointsText(answer, terminal);
  if (options.wantsStats) {
    terminal.note(stats(simulated.counts, simulated.readMs, performance.now() - startedAt));
  }
  return 0;
}

function answerFor(options: EndpointsOptions, { mesh, places, assumptions }: SimulatedMesh): EndpointsAnswer {
  const { client } = options;
  const located = client.locality === '' ? { ...client, locality: localityOfLabels(client.labels) } : client;
  const host = options.host === undefined ? undefined : hostMeant(options.host, mesh, located);
  const all = clustersAsked(mesh, located, host);
  const clusters = all
    .filter(({ port, subset }) => isAsked(options, port.number, subset?.name ?? ''))
    .sort((left, right) => compareText(left.service.host, right.service.host) || left.port.number - right.port.number);
  const absent = absentClusters(mesh, located, all).filter(
    (one) =>
      (host === undefined || one.host === host) &&
      (options.port === undefined || one.port === undefined || one.port === options.port),
  );
  if (clusters.length === 0 && absent.length === 0) requireSomething(options, all);
  return {
    mesh,
    places,
    assumptions: [...clientAssumptions(located, clusters), ...assumptions, ...ageAssumptions(mesh, located, clusters)],
    client: located,
    clusters,
    absent,
    explains: options.explains,
    isNarrow: host !== undefined,
    isQuiet: options.isQuiet,
  };
}

function isAsked({ port, subset }: EndpointsOptions, number: number, name: string): boolean {
  return (port === undefined || port === number) && (subset === undefined || subset === name);
}

function clustersAsked(mesh: MeshIndex, client: MeshClient, host: string | undefined): readonly MeshCluster[] {
  return scopeOf(mesh, client)
    .services.filter((service) => host === undefined || service.host === host)
    .flatMap((service) => service.ports.flatMap((port) => clustersOfPort(mesh, client, service, port)));
}

/** The host of the mesh that the text means: itself, or the name of a Service as a client would shorten it. */
function hostMeant(text: string, mesh: MeshIndex, { namespace }: MeshClient): string {
  const hosts = new Set(allServices(mesh).map(({ host }) => host));
  const { domain } = mesh.settings;
  const forms = [text, `${text}.${namespace}.svc.${domain}`, `${text}.svc.${domain}`, `${text}.${domain}`];
  const found = forms.find((form) => hosts.has(form));
  if (found !== undefined) return found;
  const closest = closestTo(text, hosts);
  if (closest !== undefined)
    throw new CommandError(t('no service has the host "{0}"; did you mean "{1}"?', text, closest));
  throw new CommandError(t('no service has the host "{0}"; without --host all are shown', text));
}

/** Ends the command where a port or subset is asked for that nothing has. */
function requireSomething({ port, subset }: EndpointsOptions, all: readonly MeshCluster[]): void {
  if (all.length === 0) return;
  const ports = [...new Set(all.map((cluster) => cluster.port.number))].sort((left, right) => left - right);
  if (port !== undefined && !ports.includes(port)) {
    throw new CommandError(t('no service here has the port {0}; there is {1}', port, ports.join(', ')));
  }
  if (subset === undefined) return;
  const names = [...new Set(all.flatMap((cluster) => cluster.subset?.name ?? []))].sort();
  if (names.length === 0) throw new CommandError(t('no DestinationRule here has subsets; leave out --subset'));
  const closest = closestTo(subset, names);
  throw new CommandError(
    closest === undefined
      ? t('no subset is called "{0}"; there is {1}', subset, names.join(', '))
      : t('no subset is called "{0}"; did you mean "{1}"?', subset, closest),
  );
}

/** What is not known of the client, where it would make a difference. */
function clientAssumptions(client: MeshClient, clusters: readonly MeshCluster[]): string[] {
  const notes: string[] = [];
  const hasLocality = clusters.some(({ groups }) => groups.some(({ locality }) => locality !== ''));
  if (client.locality === '' && hasLocality) {
    notes.push(t('The locality of the client is not known: no endpoint that has one counts as near.'));
  }
  const hasPods = clusters.some(({ groups }) =>
    groups.some(({ members }) => members.some(({ endpoint }) => endpoint?.instance.replicas !== undefined)),
  );
  if (hasPods) notes.push(t('Pods that templates stand for are taken as ready; addresses are known once they run.'));
  return notes;
}

/** Nobody reads more. */
const MAX_HOSTS = 3;

/** Hosts whose definition istiod chooses by an age that the files do not tell. */
function ageAssumptions(mesh: MeshIndex, { namespace }: MeshClient, clusters: readonly MeshCluster[]): string[] {
  const services = new Map(clusters.map(({ service }) => [service.host, service]));
  return [...services.values()]
    .flatMap((service) => {
      const [first, ...others] = equallyOldDefinitions(mesh, service, namespace);
      if (!first) return [];
      const names = others.map(({ name }) => name).join(', ');
      return [
        t(
          '{0} is as {1} defines it, not {2}: they are equally old, and istiod takes either.',
          service.host,
          first.name,
          names,
        ),
      ];
    })
    .slice(0, MAX_HOSTS);
}
