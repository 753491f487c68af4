/** What a weight comes to beside the others of its list. */
import { t } from '../l10n.ts';
import { dereference, mapValue } from '../yaml/node-access.ts';
import type { SeqNode, YamlNode } from '../yaml/nodes.ts';
import { scalarValue } from '../yaml/scalar-value.ts';

/** The share of a destination of a VirtualService, where what has no weight gets nothing beside others. */
export function describeRouteWeight(
  weight: number,
  list: SeqNode | undefined,
  counted: 'requests' | 'connections',
): string | undefined {
  if (!list) return undefined;
  if (list.items.length === 1) return t('The only destination gets everything, whatever its weight.');
  const total = totalOf(list, (other) => other ?? 0);
  return counted === 'requests' ? requests(weight, total) : connections(weight, total);
}

/** The share of a backend of an HTTPRoute, where what has no weight counts as 1. */
export function describeBackendWeight(weight: number, list: SeqNode | undefined): string | undefined {
  return (
    list &&
    requests(
      weight,
      totalOf(list, (other) => other ?? 1),
    )
  );
}

/** The share of an endpoint among those of its list; for an entry of its own only what is special about it. */
export function describeEndpointWeight(weight: number, list: SeqNode | undefined): string | undefined {
  const counted = Math.max(1, weight);
  const zero = weight === 0 ? t('Counts as 1.') : undefined;
  if (!list || list.items.length < 2) return zero;
  const total = totalOf(list, (other) => Math.max(1, other ?? 1));
  const share = t(
    '**{0} %** of the traffic ({1} of {2}) while all endpoints are healthy and equally near.',
    percent(counted, total),
    counted,
    total,
  );
  return zero === undefined ? share : `${zero} ${share}`;
}

/** How often something that is due for a percentage of requests happens. */
export function describePercentage(value: number): string | undefined {
  if (value === 0) return t('No request.');
  if (value === 100) return t('Every request.');
  const every = Math.round((100 / value) * 1e6) / 1e6;
  return value > 0 && value < 100 && Number.isInteger(every) ? t('1 request in {0}.', every) : undefined;
}

function requests(weight: number, total: number): string | undefined {
  return total > 0 ? t('**{0} %** of the requests ({1} of {2}).', percent(weight, total), weight, total) : undefined;
}

function connections(weight: number, total: number): string | undefined {
  return total > 0 ? t('**{0} %** of the connections ({1} of {2}).', percent(weight, total), weight, total) : undefined;
}

function totalOf(list: SeqNode, counted: (weight: number | undefined) => number): number {
  return list.items.reduce((total, item) => total + counted(weightOf(item)), 0);
}

function weightOf(item: YamlNode | undefined): number | undefined {
  const map = dereference(item);
  const node = map?.kind === 'map' ? dereference(mapValue(map, 'weight')) : undefined;
  const value = node?.kind === 'scalar' ? scalarValue(node) : undefined;
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/** With one digit behind the point where it takes one. */
function percent(weight: number, total: number): number {
  return Math.round((weight / total) * 1000) / 10;
}
