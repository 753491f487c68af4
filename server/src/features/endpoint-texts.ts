/** How endpoints of the simulation are spoken of: their port and share, a table of them, and how many there are. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { isWorkload } from '../model/resource.ts';
import { rangeAt } from '../simulation/json-value.ts';
import { localityText, parseLocality } from '../simulation/mesh/localities.ts';
import type { ServiceEndpoint } from '../simulation/mesh/service-endpoints.ts';
import type { ServicePort } from '../simulation/mesh/services.ts';
import { type AnsweringMember, countEndpoints, type PortAnswer } from '../simulation/service-answer.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { addressOf, code, escapeMarkdown, linkTo, table, writtenKind } from './describe-resource.ts';

export const MAX_ROWS = 12;
export const MAX_PORT_COLUMNS = 3;

/** `3 endpoints`. */
export function endpointCount(count: number): string {
  if (count === 0) return t('no endpoints');
  return count === 1 ? t('1 endpoint') : t('{0} endpoints', count);
}

/** A part of a whole in percent, with one digit behind the point where it takes one. */
export function percentOf(share: number): string {
  return t('{0} %', Math.round(share * 1000) / 10);
}

/** The port of an endpoint, and why it is that one; Markdown. */
export function portOfEndpoint({ port, portFrom, service, servicePort }: ServiceEndpoint): string {
  if (port === 0) return t('none: a socket has no port');
  const { object, path } = portFrom;
  const last = String(path.at(-1) ?? '');
  if (object === service.object && path[1] === 'ports') return t('{0} from {1}', port, code(last));
  if (object.kind === 'EndpointSlice') return t('{0} from its EndpointSlice', port);
  if (object.kind === 'WorkloadEntry' || object.kind === 'ServiceEntry') {
    return t('{0} from {1}', port, code(`ports.${last}`));
  }
  const { targetPort, name } = servicePort;
  const container = service.registry === 'Kubernetes' && typeof targetPort === 'string' ? targetPort : name;
  return t('{0} from container port {1}', port, code(container));
}

/** `8888 on 2, 8091 on 1`: the ports on which endpoints are called, those of most first. */
export function portCounts(endpoints: readonly ServiceEndpoint[]): { readonly port: number; readonly count: number }[] {
  const byPort = new Map<number, ServiceEndpoint[]>();
  for (const endpoint of endpoints) {
    const there = byPort.get(endpoint.port);
    if (there) there.push(endpoint);
    else byPort.set(endpoint.port, [endpoint]);
  }
  return [...byPort]
    .map(([port, own]) => ({ port, count: countEndpoints(own) }))
    .sort((left, right) => right.count - left.count || left.port - right.port);
}

/** What lies behind a row of a table: everything that one endpoint does, port by port. */
export interface EndpointRow {
  readonly endpoint: ServiceEndpoint;
  /** As many as there are answers; a definition with several addresses brings an endpoint more than once. */
  readonly members: readonly (readonly AnsweringMember[])[];
}

/** The endpoints of all answers, one row for each machine or template. */
export function rowsOf(answers: readonly PortAnswer[]): EndpointRow[] {
  const rows = new Map<string, { endpoint: ServiceEndpoint; members: AnsweringMember[][] }>();
  for (const [index, { members }] of answers.entries()) {
    for (const member of members) {
      const key = keyOf(member.endpoint);
      let row = rows.get(key);
      if (!row) {
        row = { endpoint: member.endpoint, members: answers.map(() => []) };
        rows.set(key, row);
      }
      row.members[index]?.push(member);
    }
  }
  return [...rows.values()];
}

function keyOf({ instance }: ServiceEndpoint): string {
  const { object, path, address } = instance;
  return JSON.stringify([object.kind, object.namespace, object.name, path, address]);
}

/** The share of a row where all ports agree about it; `undefined` where they do not. */
export function shareOf({ members }: EndpointRow): number | undefined {
  const shares = members.filter((own) => own.length > 0).map((own) => own.reduce((sum, { share }) => sum + share, 0));
  const [first] = shares;
  return first !== undefined && shares.every((share) => Math.abs(share - first) < 0.0005) ? first : undefined;
}

/** What a table says of each endpoint last: its share, or its locality where shares depend on where the client is. */
export type LastColumn = 'share' | 'locality' | 'nothing';

export function lastColumn(answers: readonly PortAnswer[], rows: readonly EndpointRow[]): LastColumn {
  if (answers.some(({ dependsOnClient }) => dependsOnClient)) return 'locality';
  return rows.length > 1 && rows.every((row) => shareOf(row) !== undefined) ? 'share' : 'nothing';
}

export function lastCell(column: LastColumn, row: EndpointRow): string[] {
  if (column === 'nothing') return [];
  if (column === 'share') return [percentOf(shareOf(row) ?? 0)];
  const locality = localityText(parseLocality(row.endpoint.locality));
  return [locality === '' ? '' : code(locality)];
}

export function tableHeader(ports: readonly PortTitle[], column: LastColumn): string[] {
  const last = column === 'share' ? [t('share')] : column === 'locality' ? [t('locality')] : [];
  return [t('workload'), t('address'), ...ports.map((port) => portTitle(port, ports.length)), ...last];
}

type PortTitle = Pick<ServicePort, 'number' | 'name'>;

/** One port needs no name in its column's title. */
function portTitle({ number, name }: PortTitle, count: number): string {
  if (count === 1 || number === 0) return t('port');
  return name ? t('port {0} ({1})', number, escapeMarkdown(name)) : t('port {0}', number);
}

/** A table of endpoints, and what it does not show; Markdown. */
export function endpointTable(engine: Engine, answers: readonly PortAnswer[]): string {
  const shown = answers.slice(0, MAX_PORT_COLUMNS);
  const rows = rowsOf(answers);
  const column = lastColumn(answers, rows);
  const cells = rows
    .slice(0, MAX_ROWS)
    .map((row) => [
      nameOfEndpoint(engine, row.endpoint),
      addressOfEndpoint(row.endpoint),
      ...shown.map((_, index) => portCell(row, index)),
      ...lastCell(column, row),
    ]);
  const header = tableHeader(
    shown.map(({ port }) => port),
    column,
  );
  return [table(header, cells), ...notShown(rows.length, answers.length, column)].join('\n\n');
}

/** What a table leaves out, a paragraph each. */
export function notShown(rows: number, ports: number, column: LastColumn): string[] {
  const lines: string[] = [];
  if (rows > MAX_ROWS) lines.push(t('… and {0} more.', rows - MAX_ROWS));
  const hidden = ports - MAX_PORT_COLUMNS;
  if (hidden === 1) lines.push(t('1 more port is not shown.'));
  if (hidden > 1) lines.push(t('{0} more ports are not shown.', hidden));
  if (column === 'locality') lines.push(t('Who gets what share depends on the locality of the client.'));
  return lines;
}

/** The cell of a port; says so where an endpoint does not answer for it. */
export function portCell({ members }: EndpointRow, index: number): string {
  const member = members[index]?.[0];
  return member ? portOfEndpoint(member.endpoint) : t('none');
}

/** A link to what the endpoint comes from, with its kind. */
export function nameOfEndpoint(engine: Engine, { instance }: ServiceEndpoint): string {
  const { object, path } = instance;
  const { entry } = object;
  // A host that is resolved stands for itself.
  if (path.at(-1) === 'hosts') return t('the host itself');
  const index = path.at(-1);
  if (typeof index !== 'number') return `${linkTo(engine, entry)} ${writtenKind(entry.resource)}`;
  const { uri, range } = engine.locate(entry, rangeAt(entry.resource.node, path));
  return `[${t('endpoint {0}', index + 1)}](${linkTarget(uri, range.start.line)})`;
}

function linkTarget(uri: string, line: number): string {
  return `${uri.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20')}#L${line + 1}`;
}

/** Where the endpoint is reached; Markdown. */
export function addressOfEndpoint({ address, instance, network }: ServiceEndpoint): string {
  const { resource } = instance.object.entry;
  if (instance.replicas !== undefined && isWorkload(resource)) {
    const pods = instance.replicas;
    return pods > 1 ? t('{0} pods, known once they run', pods) : addressOf(resource);
  }
  if (address !== '') return code(address);
  return network === '' ? t('none') : t('through the gateway of network {0}', code(network));
}

/** The names of resources as links. */
export function links(engine: Engine, entries: readonly ResourceEntry[]): string {
  return entries.map((entry) => linkTo(engine, entry)).join(', ');
}
