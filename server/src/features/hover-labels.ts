/** The hover of a workload's labels: who selects it by them and on which port it is called, then what the field is. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import type { Service, ServiceEntry, ServicePort } from '../model/resource.ts';
import { UNKNOWN_SELECTORS_KEY } from '../references/fact-keys.ts';
import { nearSelectors } from '../simulation/empty-selection.ts';
import { isSlip } from '../simulation/label-distance.ts';
import { type SelectingEntry, selectorsOf } from '../simulation/selection.ts';
import { keepsDestination, serviceAnswers } from '../simulation/service-answer.ts';
import { whyNoEndpoint } from '../simulation/why-no-endpoint.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import { code, escapeMarkdown, linkTo, portWithReason, table, writtenKind } from './describe-resource.ts';
import { percentOf, portCell, rowsOf } from './endpoint-texts.ts';
import type { LabelSpot } from './selection-at.ts';

const MAX_ROWS = 12;
const MAX_NEAR = 3;
const MAX_HOSTS = 2;

export function describeLabels(engine: Engine, spot: LabelSpot): string {
  return [...whatIsTrue(engine, spot), '---', whatItIs(spot)].join('\n\n');
}

function whatIsTrue(engine: Engine, spot: LabelSpot): string[] {
  const { view, entry, pair } = spot;
  const selectors = selectorsOf(view, entry);
  const parts: string[] = [];
  if (selectors.length > 0) {
    parts.push(
      selectors.length === 1 ? t('**Selected by 1 service**') : t('**Selected by {0} services**', selectors.length),
      selectorTable(engine, spot, selectors),
    );
    const isAsked = selectors.some(({ resource }) =>
      resource.selector.labels.pairs.some(({ key }) => key === pair?.key),
    );
    if (pair && !isAsked) parts.push(t('None of them asks for {0}.', code(`${pair.key}: ${pair.value}`)));
  } else if (view.unknown(UNKNOWN_SELECTORS_KEY) === 'none') {
    parts.push(t('**Selected by nothing**: nothing in sight routes to this workload.'));
  } else {
    parts.push(t('No ServiceEntry or Service that can be read here selects this workload.'));
  }
  const near = nearSelectors(view, entry)
    // Beside those that select it, others may well leave it out on purpose.
    .filter(({ miss }) => selectors.length === 0 || isSlip(miss.deviation))
    .slice(0, MAX_NEAR)
    .map(({ selecting, miss }) =>
      t('{0} selects {1}', linkTo(engine, selecting), code(`${miss.wanted.key}: ${miss.wanted.value}`)),
    );
  if (near.length > 0) parts.push(t('Not selected by: {0}.', near.join('; ')));
  return parts;
}

function selectorTable(engine: Engine, { view, entry }: LabelSpot, selectors: readonly SelectingEntry[]): string {
  const rows = selectors.slice(0, MAX_ROWS).flatMap((selecting) => rowsOfService(engine, view, entry, selecting));
  const header = [t('service'), t('host'), t('service port'), t('reached on')];
  // Who is the only endpoint gets everything, which goes without saying.
  const hasShares = rows.some(({ share }) => share !== undefined && share < 1);
  const cells = rows
    .slice(0, MAX_ROWS)
    .map(({ cells: own, share }) => (hasShares ? [...own, share === undefined ? '' : percentOf(share)] : own));
  const lines = [table(hasShares ? [...header, t('share')] : header, cells)];
  const hidden = Math.max(rows.length, selectors.length) - cells.length;
  if (hidden > 0) lines.push(t('… and {0} more.', hidden));
  return lines.join('\n\n');
}

interface ServiceRow {
  readonly cells: readonly string[];
  /** `undefined` where it has none, or where it depends on the client. */
  readonly share: number | undefined;
}

/** One row a port of the service; only the first names the service. */
function rowsOfService(
  engine: Engine,
  view: MeshView,
  entry: LabelSpot['entry'],
  selecting: SelectingEntry,
): ServiceRow[] {
  const { resource } = selecting;
  const name = `${linkTo(engine, selecting)} ${writtenKind(resource)}`;
  if (resource.ports.length === 0) return [{ cells: [name, hostsOf(resource), '', ''], share: undefined }];
  const { mesh, service, answers } = serviceAnswers(view, selecting);
  const row = rowsOf(answers).find(({ endpoint }) => endpoint.instance.object.entry === entry);
  const isModelled = !service || entry.resource.kind === 'WorkloadGroup' || keepsDestination(answers);
  const reason = row || isModelled ? undefined : whyNoEndpoint(mesh, service, answers, entry);
  return resource.ports.map((port, index) => {
    const own = row?.members[index] ?? [];
    const reached = isModelled
      ? portWithReason(resource, port, entry.resource)
      : row
        ? portCell(row, index)
        : reason === undefined || index > 0
          ? t('none')
          : t('none: {0}', reason);
    return {
      cells: [index === 0 ? name : '', index === 0 ? hostsOf(resource) : '', portText(port), reached],
      share:
        own.length === 0 || answers[index]?.dependsOnClient
          ? undefined
          : own.reduce((sum, { share }) => sum + share, 0),
    };
  });
}

function hostsOf(resource: ServiceEntry | Service): string {
  if (resource.kind === 'Service') return code(resource.name);
  const hosts = resource.hosts.slice(0, MAX_HOSTS).map(({ value }) => code(value));
  return resource.hosts.length > MAX_HOSTS ? `${hosts.join(', ')}, …` : hosts.join(', ');
}

function portText({ number, name }: ServicePort): string {
  if (!number) return '';
  return name ? `${number.value} (${escapeMarkdown(name.value)})` : String(number.value);
}

function whatItIs({ entry }: LabelSpot): string {
  if (entry.resource.kind === 'WorkloadEntry') {
    return t(
      'Labels by which ServiceEntries and Services of this namespace pick this workload, and subsets divide it. Where a key is also in `metadata.labels`, that value wins. [Reference]({0})',
      'https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-labels',
    );
  }
  if (entry.resource.kind === 'WorkloadGroup') {
    return t(
      'Labels that each machine registered from this group gets on its WorkloadEntry, and by which services of this namespace pick it. [Reference]({0})',
      'https://istio.io/latest/docs/reference/config/networking/workload-group/',
    );
  }
  return t(
    'Labels of the pods, by which ServiceEntries and Services of this namespace pick them. [Reference]({0})',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  );
}
