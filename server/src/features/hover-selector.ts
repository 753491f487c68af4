/** The hover of a selector: whom it selects and on which port each is called, who is nearly selected, what the field is. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { certainlySelectsNothing, nearMisses } from '../simulation/empty-selection.ts';
import { isSlip } from '../simulation/label-distance.ts';
import { selectedWorkloads, type WorkloadEntryOf } from '../simulation/selection.ts';
import {
  keepsDestination,
  type PortAnswer,
  type ServiceAnswers,
  serviceAnswers,
} from '../simulation/service-answer.ts';
import { whyNoEndpoint } from '../simulation/why-no-endpoint.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import { addressOf, code, linkTo, portWithReason, table, writtenKind } from './describe-resource.ts';
import {
  addressOfEndpoint,
  type EndpointRow,
  type LastColumn,
  lastCell,
  lastColumn,
  MAX_PORT_COLUMNS,
  MAX_ROWS,
  notShown,
  portCell,
  rowsOf,
  tableHeader,
} from './endpoint-texts.ts';
import type { SelectorSpot } from './selection-at.ts';

const MAX_NEAR = 3;
/** Those whose findings say what a selector selects, and why not more. */
const SELECTION_RULES: ReadonlySet<string> = new Set([
  'service-entry/selector-matches-nothing',
  'service-entry/selector-near-miss',
  'service-entry/selector-other-namespace',
]);

export function describeSelector(engine: Engine, spot: SelectorSpot): string {
  // Editors show a finding at this place in the same hover: it has said what is true, and more.
  if (isReportedHere(spot)) return whatItIs(spot);
  return [...whatIsTrue(engine, spot), '---', whatItIs(spot)].join('\n\n');
}

function isReportedHere({ entry, range }: SelectorSpot): boolean {
  return entry.problems.some(
    ({ rule, place }) => SELECTION_RULES.has(rule) && place.range.start < range.end && range.start < place.range.end,
  );
}

function whatIsTrue(engine: Engine, { view, entry }: SelectorSpot): string[] {
  const workloads = selectedWorkloads(view, entry);
  if (!workloads) return [t('Not every label here is text, so nothing can be said about what it selects.')];
  const parts: string[] = [];
  if (workloads.length > 0) {
    parts.push(headline(workloads.length, entry.namespace), workloadTable(engine, view, entry, workloads));
  } else if (certainlySelectsNothing(view, entry)) parts.push(emptyHeadline(entry.namespace));
  else parts.push(t('No workload that can be read here is selected.'));
  const near = nearMisses(view, entry.namespace, entry.resource.selector.labels)
    // Beside workloads that are selected, others may well be left out on purpose.
    .filter(({ miss }) => workloads.length === 0 || isSlip(miss.deviation))
    .slice(0, MAX_NEAR)
    .map(({ workload, miss }) =>
      miss.actual
        ? t('{0} has {1}', linkTo(engine, workload), code(`${miss.actual.key}: ${miss.actual.value}`))
        : t('{0} has no label {1}', linkTo(engine, workload), code(miss.wanted.key)),
    );
  if (near.length > 0) parts.push(t('Not selected: {0}.', near.join('; ')));
  return parts;
}

function headline(count: number, namespace: string): string {
  if (namespace === '') return count === 1 ? t('**Selects 1 workload**') : t('**Selects {0} workloads**', count);
  return count === 1
    ? t('**Selects 1 workload** in namespace {0}', code(namespace))
    : t('**Selects {0} workloads** in namespace {1}', count, code(namespace));
}

function emptyHeadline(namespace: string): string {
  return namespace === ''
    ? t('**Selects nothing**: this service has no endpoints.')
    : t('**Selects nothing** in namespace {0}: this service has no endpoints.', code(namespace));
}

/** Those that are selected, each with what comes of it; without ports where the service has none that can be read yet. */
function workloadTable(
  engine: Engine,
  view: MeshView,
  entry: SelectorSpot['entry'],
  workloads: readonly WorkloadEntryOf[],
): string {
  const found = serviceAnswers(view, entry);
  const { answers } = found;
  const rows = new Map(rowsOf(answers).map((row) => [row.endpoint.instance.object.entry, row]));
  const column = lastColumn(answers, [...rows.values()]);
  const cells = workloads.slice(0, MAX_ROWS).map((workload) => {
    const row = rows.get(workload);
    return row
      ? [nameOf(engine, workload), addressOfEndpoint(row.endpoint), ...portsAndLast(row, answers, column)]
      : [nameOf(engine, workload), addressOf(workload.resource), ...reasonCells(found, entry, workload, column)];
  });
  const ports = entry.resource.ports.map(({ number, name }) => ({
    number: number?.value ?? 0,
    name: name?.value ?? '',
  }));
  const header = tableHeader(ports.slice(0, MAX_PORT_COLUMNS), column);
  const lines = [table(header, cells), ...notShown(workloads.length, ports.length, column)];
  if (keepsDestination(answers)) {
    lines.push(t('Sidecars connect to the address that the client asked for; only gateways choose among these.'));
  }
  return lines.join('\n\n');
}

function nameOf(engine: Engine, workload: WorkloadEntryOf): string {
  return `${linkTo(engine, workload)} ${writtenKind(workload.resource)}`;
}

function portsAndLast(row: EndpointRow, answers: readonly PortAnswer[], column: LastColumn): string[] {
  return [...answers.slice(0, MAX_PORT_COLUMNS).map((_, index) => portCell(row, index)), ...lastCell(column, row)];
}

/** Cells for a workload that has the labels and is still no endpoint: the reason stands where its first port would. */
function reasonCells(
  { mesh, service, answers }: ServiceAnswers,
  entry: SelectorSpot['entry'],
  workload: WorkloadEntryOf,
  column: LastColumn,
): string[] {
  const last = column === 'nothing' ? [] : [''];
  const shown = entry.resource.ports.slice(0, MAX_PORT_COLUMNS);
  if (shown.length === 0) return last;
  // Without a host there is no service yet; the machines of a group come with the ports of its template.
  if (!service || workload.resource.kind === 'WorkloadGroup' || keepsDestination(answers)) {
    return [...shown.map((port) => portWithReason(entry.resource, port, workload.resource)), ...last];
  }
  const network = 'network' in workload.resource ? workload.resource.network?.value : undefined;
  const blank = [...shown.slice(1).map(() => ''), ...last];
  if (network !== undefined && answers.some(({ gatewayNetworks }) => gatewayNetworks.has(network))) {
    return [t('through the gateway of network {0}', code(network)), ...blank];
  }
  const reason = whyNoEndpoint(mesh, service, answers, workload);
  return [reason === undefined ? t('none') : t('none: {0}', reason), ...blank];
}

function whatItIs({ entry }: SelectorSpot): string {
  if (entry.resource.kind === 'Service') {
    return t(
      'Picks the pods of its own namespace that have every label listed here, equal to the letter; Istio adds the WorkloadEntries that have them, unless the Service is headless. [Reference]({0})',
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    );
  }
  return t(
    'Picks the WorkloadEntries and pods of its own namespace that have every label listed here, equal to the letter. A service without a selector has the `endpoints` it lists, or else whatever its host resolves to. [Reference]({0})',
    'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-workload_selector',
  );
}
