/** The hover of a selector: whom it selects and on which port each is called, who is nearly selected, what the field is. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import type { ServicePort } from '../model/resource.ts';
import { certainlySelectsNothing, nearMisses } from '../simulation/empty-selection.ts';
import { isSlip } from '../simulation/label-distance.ts';
import { selectedWorkloads, type WorkloadEntryOf } from '../simulation/selection.ts';
import { addressOf, code, escapeMarkdown, linkTo, portWithReason, table, writtenKind } from './describe-resource.ts';
import type { SelectorSpot } from './selection-at.ts';

const MAX_ROWS = 12;
const MAX_PORT_COLUMNS = 3;
const MAX_NEAR = 3;

export function describeSelector(engine: Engine, spot: SelectorSpot): string {
  // Editors show a finding at this place in the same hover: it has said what is true, and more.
  if (isReportedHere(spot)) return whatItIs(spot);
  return [...whatIsTrue(engine, spot), '---', whatItIs(spot)].join('\n\n');
}

function isReportedHere({ entry, range }: SelectorSpot): boolean {
  return entry.problems.some(({ place }) => place.range.start < range.end && range.start < place.range.end);
}

function whatIsTrue(engine: Engine, { view, entry }: SelectorSpot): string[] {
  const workloads = selectedWorkloads(view, entry);
  if (!workloads) return [t('Not every label here is text, so nothing can be said about what it selects.')];
  const parts: string[] = [];
  if (workloads.length > 0)
    parts.push(headline(workloads.length, entry.namespace), workloadTable(engine, entry, workloads));
  else if (certainlySelectsNothing(view, entry)) parts.push(emptyHeadline(entry.namespace));
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

function workloadTable(engine: Engine, entry: SelectorSpot['entry'], workloads: readonly WorkloadEntryOf[]): string {
  const ports = entry.resource.ports.slice(0, MAX_PORT_COLUMNS);
  const header = [t('workload'), t('address'), ...ports.map((port) => portTitle(port, ports.length))];
  const rows = workloads
    .slice(0, MAX_ROWS)
    .map((workload) => [
      `${linkTo(engine, workload)} ${writtenKind(workload.resource)}`,
      addressOf(workload.resource),
      ...ports.map((port) => portWithReason(entry.resource, port, workload.resource)),
    ]);
  const lines = [table(header, rows)];
  if (workloads.length > MAX_ROWS) lines.push(t('… and {0} more.', workloads.length - MAX_ROWS));
  const hidden = entry.resource.ports.length - ports.length;
  if (hidden === 1) lines.push(t('1 more port is not shown.'));
  if (hidden > 1) lines.push(t('{0} more ports are not shown.', hidden));
  return lines.join('\n\n');
}

/** One port needs no name in its column's title. */
function portTitle({ number, name }: ServicePort, count: number): string {
  if (count === 1 || !number) return t('port');
  return name ? t('port {0} ({1})', number.value, escapeMarkdown(name.value)) : t('port {0}', number.value);
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
