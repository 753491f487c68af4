/** The form of `endpoints` for people: one block a cluster, a table of its endpoints, and who is left out. */
import { t } from '../../l10n.ts';
import type { MeshClient } from '../../simulation/mesh/client.ts';
import type { ClusterMember, MeshCluster } from '../../simulation/mesh/clusters.ts';
import { emptyReason, objectName, type TraceStep, traceMember } from '../../simulation/mesh/explain.ts';
import { leftOutOf } from '../../simulation/mesh/left-out.ts';
import { localityText, parseLocality } from '../../simulation/mesh/localities.ts';
import type { LocalityGroup } from '../../simulation/mesh/locality-lb.ts';
import { type MemberShare, sharesOfCluster } from '../../simulation/mesh/shares.ts';
import type { EndpointsAnswer } from '../commands/list-endpoints.ts';
import type { NamedPlace } from '../simulated-mesh.ts';
import { type Paint, painter, type Terminal } from '../terminal.ts';
import { cellsOf, padCells, withoutControls } from './cells.ts';

/** Of those left out, more are only counted. */
const MAX_LEFT_OUT = 8;

export function printEndpointsText(answer: EndpointsAnswer, terminal: Terminal): void {
  const paint = painter(terminal.usesColor);
  const blocks: string[][] = [];
  if (!answer.isQuiet) blocks.push(header(answer, paint));
  for (const cluster of answer.clusters) blocks.push(clusterBlock(answer, cluster, paint));
  const absent = absentBlock(answer, paint);
  if (absent.length > 0) blocks.push(absent);
  if (answer.mesh.rejected.length > 0) blocks.push(rejectedBlock(answer, paint));
  if (answer.clusters.length === 0 && absent.length === 0) {
    blocks.push([t('No service is in these files, so there is no endpoint.')]);
  }
  terminal.print(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function header({ client, assumptions }: EndpointsAnswer, paint: Paint): string[] {
  const titles = [t('client'), t('assumed')];
  const width = Math.max(...titles.map(cellsOf)) + 2;
  const [clientTitle = '', assumedTitle = ''] = titles;
  return [
    paint('bold', padCells(clientTitle, width)) + describeClient(client),
    ...assumptions.map((text, index) => paint('dim', padCells(index === 0 ? assumedTitle : '', width) + safe(text))),
  ];
}

function describeClient({ type, namespace, locality, labels, network, node }: MeshClient): string {
  const who = type === 'gateway' ? t('gateway in namespace {0}', namespace) : t('sidecar in namespace {0}', namespace);
  const facts = [who];
  if (locality !== '') facts.push(t('locality {0}', locality));
  if (network !== '') facts.push(t('network {0}', network));
  if (node !== '') facts.push(t('node {0}', node));
  facts.push(...Object.entries(labels).map(([key, value]) => `${key}: ${value}`));
  return safe(facts.join(' · '));
}

function clusterBlock(answer: EndpointsAnswer, cluster: MeshCluster, paint: Paint): string[] {
  const lines = clusterTitle(answer, cluster, paint);
  const rows = rowsOf(cluster);
  if (rows.length === 0) lines.push(`  ${paint('yellow', safe(emptyReason(cluster)))}`);
  else lines.push(...endpointTable(answer, cluster, rows, paint));
  if (answer.explains) lines.push(...leftOutLines(answer, cluster, paint));
  return lines;
}

function clusterTitle({ places }: EndpointsAnswer, cluster: MeshCluster, paint: Paint): string[] {
  const { service, port, subset, policy, destinationRule, type, name } = cluster;
  const title = safe(`${service.host}:${port.number}${subset ? ` ${t('subset {0}', subset.name)}` : ''}`);
  const facts = [safe(name), type];
  if (policy.outlierDetection) facts.push(t('outlier detection'));
  for (const object of destinationRule?.objects ?? []) {
    facts.push(safe(`${objectName(object)} (${places.short(places.ofEntry(object.entry))})`));
  }
  return [paint('bold', title), `  ${paint('dim', facts.join(' · '))}`];
}

interface Row {
  readonly group: LocalityGroup<ClusterMember>;
  readonly member: ClusterMember;
  readonly share: MemberShare | undefined;
}

/** The endpoints by priority, in the order in which Istio sends them. */
function rowsOf(cluster: MeshCluster): readonly Row[] {
  const shares = sharesOfCluster(cluster);
  return cluster.groups
    .flatMap((group) => group.members.map((member) => ({ group, member, share: shares.get(member) })))
    .sort((left, right) => left.group.priority - right.group.priority);
}

interface Column {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly isRight?: boolean;
}

function endpointTable(answer: EndpointsAnswer, cluster: MeshCluster, rows: readonly Row[], paint: Paint): string[] {
  const columns = columnsOf(answer, rows);
  const cells = rows.map((row) => columns.map(({ cell }) => safe(cell(row))));
  const widths = columns.map(({ title }, index) =>
    Math.max(cellsOf(title), ...cells.map((own) => cellsOf(own[index] ?? ''))),
  );
  const lay = (texts: readonly string[]): string =>
    texts
      .map((text, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.isRight ? ' '.repeat(Math.max(0, width - cellsOf(text))) + text : padCells(text, width);
      })
      .join('  ')
      .trimEnd();
  const lines = [`  ${paint('dim', lay(columns.map(({ title }) => title)))}`];
  const why = answer.explains ? explanations(answer, cluster, rows) : undefined;
  rows.forEach((row, index) => {
    const text = lay(cells[index] ?? []);
    lines.push(`  ${(row.share?.share ?? 0) > 0 ? text : paint('dim', text)}`);
    for (const step of why?.own[index] ?? []) lines.push(stepLine(answer, step, '      ', paint));
  });
  const used = new Set(rows.map(({ group }) => group.priority));
  if (used.size > 1) {
    lines.push(
      `  ${paint('dim', t('A priority takes over when less than 72 % of the one before it is healthy, in proportion.'))}`,
    );
  }
  if (why && why.common.length > 0) {
    lines.push(`  ${paint('bold', rows.length === 1 ? t('because') : t('all of them'))}`);
    for (const step of why.common) lines.push(stepLine(answer, step, '    ', paint));
  }
  return lines;
}

function columnsOf({ places }: EndpointsAnswer, rows: readonly Row[]): readonly Column[] {
  const columns: Column[] = [
    { title: t('endpoint'), cell: ({ member }) => addressText(member) },
    { title: t('share'), cell: ({ share }) => percent(share), isRight: true },
    { title: t('weight'), cell: ({ member }) => String(member.weight), isRight: true },
  ];
  if (rows.some(({ group }) => group.priority > 0)) {
    columns.push({ title: t('priority'), cell: ({ group }) => String(group.priority), isRight: true });
  }
  if (rows.some(({ group }) => group.locality !== '')) {
    columns.push({
      title: t('locality'),
      cell: ({ group }) => localityText(parseLocality(group.locality)) || '-',
    });
  }
  columns.push({ title: t('tls'), cell: ({ member }) => member.tls || '-' });
  if (rows.some(({ member }) => member.health !== 'HEALTHY')) {
    columns.push({ title: t('health'), cell: ({ member }) => member.health.toLowerCase() });
  }
  columns.push({
    title: t('from'),
    cell: ({ member: { endpoint } }) => {
      if (!endpoint) return t('gateway between networks');
      const { object } = endpoint.instance;
      const place = places.short(places.ofInstance(endpoint.instance));
      return `${object.entry.resource.kindNode.text} ${object.name} (${place})`;
    },
  });
  return columns;
}

function addressText({ address, port, endpoint }: ClusterMember): string {
  const replicas = endpoint?.instance.replicas;
  const count = replicas !== undefined && replicas > 1 ? ` × ${replicas}` : '';
  if (port === 0) return address;
  const host = address === '' ? t('(no address)') : address.includes(':') ? `[${address}]` : address;
  return `${host}:${port}${count}`;
}

/** With one digit behind the point where it takes one; in brackets what it would be if its priority had its turn. */
function percent(share: MemberShare | undefined): string {
  if (!share) return '';
  const text = (part: number): string => t('{0} %', (Math.round(part * 1000) / 10).toString());
  return share.share === 0 && share.inPriority > 0 ? `(${text(share.inPriority)})` : text(share.share);
}

/** The steps of each endpoint, those that are the same for all of them told once. */
function explanations(answer: EndpointsAnswer, cluster: MeshCluster, rows: readonly Row[]) {
  const isWorthSaying = whatMatters(rows);
  const all = rows.map(({ group, member }) =>
    traceMember(answer.mesh, answer.client, cluster, group, member).filter(isWorthSaying),
  );
  const isCommon = (step: TraceStep): boolean =>
    all.every((steps) => steps.some((other) => other.text === step.text && samePlace(other, step)));
  return {
    own: all.map((steps) => steps.filter((step) => !isCommon(step))),
    common: (all[0] ?? []).filter(isCommon),
  };
}

/** Leaves out values that are what they always are where nobody writes anything. */
function whatMatters(rows: readonly Row[]): (step: TraceStep) => boolean {
  const hasPriorities = rows.some(({ group }) => group.locality !== '' || group.priority > 0);
  return ({ value, place }) => {
    if (value === 'weight' || value === 'locality') return place !== undefined;
    return value !== 'priority' || hasPriorities;
  };
}

function samePlace(left: TraceStep, right: TraceStep): boolean {
  return (
    left.place?.object === right.place?.object && String(left.place?.path ?? '') === String(right.place?.path ?? '')
  );
}

function stepLine({ places }: EndpointsAnswer, { text, place }: TraceStep, indent: string, paint: Paint): string {
  const where = place ? `  ${paint('dim', safe(places.short(places.of(place.object, place.path))))}` : '';
  return `${indent}${safe(text)}${where}`;
}

function leftOutLines(answer: EndpointsAnswer, cluster: MeshCluster, paint: Paint): string[] {
  const { listed: shown, count } = leftOutOf(answer.mesh, answer.client, cluster, MAX_LEFT_OUT);
  if (count === 0) return [];
  const lines = reasonLines(
    answer,
    shown.map(({ object, at, name, reason }) => {
      const namespace = object.namespace === cluster.service.namespace ? '' : `${object.namespace}/`;
      const title = `${object.entry.resource.kindNode.text} ${namespace}${name}`;
      return { title, place: answer.places.of(object, at), reason };
    }),
    paint,
  );
  const hidden = count - shown.length;
  if (hidden > 0) lines.push(`    ${paint('dim', t('… and {0} more; --host with --format json lists them', hidden))}`);
  return [`  ${paint('bold', t('left out'))}`, ...lines];
}

interface Reason {
  readonly title: string;
  readonly place: NamedPlace;
  readonly reason: string;
}

function reasonLines({ places }: EndpointsAnswer, reasons: readonly Reason[], paint: Paint): string[] {
  const titles = reasons.map(({ title }) => safe(title));
  const width = Math.max(...titles.map(cellsOf));
  return reasons.map(
    ({ place, reason }, index) =>
      `    ${padCells(titles[index] ?? '', width)}  ${safe(reason)}  ${paint('dim', safe(places.short(place)))}`,
  );
}

/** Services without cluster: with `--explain`, and where nothing else answers what was asked for. */
function absentBlock(answer: EndpointsAnswer, paint: Paint): string[] {
  const { absent, clusters, explains } = answer;
  if (absent.length === 0 || (!explains && clusters.length > 0)) return [];
  const reasons = absent.map(({ host, port, object, at, reason }) => ({
    title: `${port === undefined ? host : `${host}:${port}`} (${objectName(object)})`,
    place: answer.places.of(object, at),
    reason,
  }));
  return [paint('bold', t('no cluster for this client')), ...reasonLines(answer, reasons, paint)];
}

function rejectedBlock(answer: EndpointsAnswer, paint: Paint): string[] {
  const reasons = answer.mesh.rejected.map(({ object, reason }) => ({
    title: objectName(object),
    place: answer.places.ofRefusal(object.entry),
    reason,
  }));
  return [paint('red', t('refused, and left out')), ...reasonLines(answer, reasons, paint)];
}

function safe(text: string): string {
  return withoutControls(text);
}
