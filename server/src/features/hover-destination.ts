/** The hover of a destination: the endpoints that it leads to, or why requests fail. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { UNKNOWN_SELECTORS_KEY, UNKNOWN_WORKLOADS_KEY } from '../references/fact-keys.ts';
import { serviceOfHost } from '../references/host-facts.ts';
import { type DestinationAnswer, destinationAnswer, type WrittenDestination } from '../simulation/destination.ts';
import { holdsWorkloadsOf } from '../simulation/empty-selection.ts';
import { countEndpoints, type PortAnswer } from '../simulation/service-answer.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { code, linkTo } from './describe-resource.ts';
import {
  addressOfEndpoint,
  type EndpointRow,
  endpointCount,
  nameOfEndpoint,
  percentOf,
  rowsOf,
  shareOf,
} from './endpoint-texts.ts';

const MAX_NAMED = 3;

/** How the failure of what is sent shows: HTTP has a status for it. A DestinationRule sends nothing itself. */
export type Traffic = 'http' | 'tcp' | 'rule';

/**
 * Where a destination leads; `undefined` where nothing is certain. `isReported` says that a finding at the place has told what is
 * wrong.
 */
export function describeDestination(
  engine: Engine,
  view: MeshView,
  entry: ResourceEntry,
  written: WrittenDestination,
  traffic: Traffic,
  isReported: boolean,
): string | undefined {
  const answer = destinationAnswer(view, entry, written);
  if (answer.cause === undefined) {
    const told = endpointsInWords(engine, answer);
    if (told !== undefined || isReported) return told;
  }
  if (isReported) return undefined;
  if (traffic === 'rule' && answer.cause !== undefined) {
    // The host may be known to the cluster, and a subset that is not found stands in a rule that does not count.
    if (answer.cause !== 'subset' || !answer.rule) return undefined;
    return t('**Without effect here**: {0} counts for the host.', linkTo(engine, answer.rule));
  }
  const why = whyNothing(engine, view, entry, written, answer);
  if (why === undefined) return undefined;
  return traffic === 'tcp' ? t('**→ no connection**: {0}', why) : t('**→ 503**: {0}', why);
}

function endpointsInWords(
  engine: Engine,
  { answers, service }: Extract<DestinationAnswer, { readonly cause: undefined }>,
): string | undefined {
  if (service.resolution === 'ALIAS') return t('**→** {0}, another name for it.', code(service.externalName));
  const rows = rowsOf(answers);
  const [first] = rows;
  if (first?.endpoint.instance.path[1] === 'hosts') return t('**→** whatever {0} resolves to.', code(service.host));
  if (first) {
    const count = countEndpoints(rows.map(({ endpoint }) => endpoint));
    const named = rows.slice(0, MAX_NAMED).map((row) => nameAndPlace(engine, row, answers, rows.length));
    const more = rows.length > MAX_NAMED ? [t('and {0} more', rows.length - MAX_NAMED)] : [];
    return t('**→ {0}**: {1}.', endpointCount(count), [...named, ...more].join(', '));
  }
  const types = new Set(answers.map(({ cluster }) => cluster?.type));
  if (types.has('ORIGINAL_DST')) return t('**→** the address that the client connects to.');
  return service.resolution === 'DYNAMIC_DNS' ? t('**→** the name that the request asks for.') : undefined;
}

/** `[test1-we](…) WorkloadEntry 192.168.0.10:8091, 20 %`. */
function nameAndPlace(engine: Engine, row: EndpointRow, answers: readonly PortAnswer[], count: number): string {
  const { endpoint } = row;
  const share = count > 1 && !answers.some(({ dependsOnClient }) => dependsOnClient) ? shareOf(row) : undefined;
  const isKnown = endpoint.instance.replicas === undefined && endpoint.address !== '' && endpoint.port !== 0;
  const where = isKnown ? code(hostAndPort(endpoint.address, endpoint.port)) : addressOfEndpoint(endpoint);
  const name = nameOfEndpoint(engine, endpoint);
  return share === undefined ? t('{0} ({1})', name, where) : t('{0} ({1}, {2})', name, where, percentOf(share));
}

function hostAndPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function whyNothing(
  engine: Engine,
  view: MeshView,
  entry: ResourceEntry,
  written: WrittenDestination,
  answer: DestinationAnswer,
): string | undefined {
  switch (answer.cause) {
    case 'host':
      return isHostCertain(view, entry, answer.host)
        ? t('nothing in sight defines {0}, unless the cluster does.', code(answer.host))
        : undefined;
    case 'port':
      return t('{0} has no port {1}.', linkTo(engine, answer.service.object.entry), answer.port);
    case 'subset':
      if (answer.rule) return t('{0} has no subset {1}.', linkTo(engine, answer.rule), code(written.subset));
      return t('no DestinationRule in sight defines the subset {0}.', code(written.subset));
    default:
      return whyNoEndpoints(view, written, answer);
  }
}

function whyNoEndpoints(
  view: MeshView,
  { subset }: WrittenDestination,
  { service, whole, labels }: Extract<DestinationAnswer, { readonly cause: undefined }>,
): string | undefined {
  const inAll = countEndpoints(whole.flatMap(({ members }) => members.map(({ endpoint }) => endpoint)));
  if (subset !== '' && inAll > 0) {
    const wanted = Object.entries(labels).map(([key, value]) => code(`${key}: ${value}`));
    return t('none of the {0} of {1} has {2}.', endpointCount(inAll), code(service.host), wanted.join(', '));
  }
  if (view.unknown(UNKNOWN_WORKLOADS_KEY) !== 'none') return undefined;
  // The Pods of a Service are often elsewhere.
  if (service.registry === 'Kubernetes' && !holdsWorkloadsOf(view, service.namespace)) return undefined;
  return t('{0} has no endpoints.', code(service.host));
}

/** Whether a host that nothing defines could not be one whose namespace a file leaves open, or that cannot be read. */
function isHostCertain(view: MeshView, entry: ResourceEntry, host: string): boolean {
  if (view.unknown(UNKNOWN_SELECTORS_KEY) !== 'none' || host.includes('*') || host.includes('$')) return false;
  const service = serviceOfHost(host);
  if (!service) return true;
  const other = service.namespace === '' ? 'default' : '';
  return entry.namespace !== '' || service.namespace === ''
    ? view.find('Service', other, service.name) === undefined
    : view.find('Service', '', service.name) === undefined;
}
