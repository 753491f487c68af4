/**
 * Localities as `distribute` of a load balancer names them: `region/zone/subzone`, shorter for all that lies in it, or with `*`
 * at the end (pkg/config/validation/agent, validateLocalities). What follows a third slash belongs to the subzone.
 */

/** Labels that istiod puts on each endpoint for the parts of its locality. */
export const TOPOLOGY_LABELS: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
]);

/** A part that is empty, or `*` elsewhere than at the end. */
export type LocalityProblem = 'empty-part' | 'wildcard';

/** What istiod refuses about one locality; `undefined` if nothing. */
export function localityProblem(text: string): LocalityProblem | undefined {
  const star = text.indexOf('*');
  if (star >= 0 && star < text.length - 1) return 'wildcard';
  return partsOf(text).includes('') ? 'empty-part' : undefined;
}

/** Two localities of one list of which the one lies in the other. */
export interface LocalityOverlap<T> {
  readonly earlier: T;
  readonly later: T;
  /** Whether istiod refuses them in this order. */
  readonly isRefused: boolean;
}

/**
 * For each of `localities` (none with a problem) the first before it that holds it or lies in it. istiod misses a wildcard that comes
 * after something narrower, such as `us/*` after `us/a`.
 */
export function overlappingLocalities<T extends { readonly value: string }>(
  localities: readonly T[],
): LocalityOverlap<T>[] {
  const overlaps: LocalityOverlap<T>[] = [];
  /** By what they cover, and what covers something that came before. */
  const covered = new Map<string, T>();
  const above = new Map<string, T>();
  for (const later of localities) {
    const path = coveredBy(later.value);
    const holder = prefixes(path).flatMap((prefix) => covered.get(prefix) ?? [])[0];
    const inside = above.get(path);
    if (holder) overlaps.push({ earlier: holder, later, isRefused: true });
    else if (inside) overlaps.push({ earlier: inside, later, isRefused: !later.value.endsWith('*') });
    if (!covered.has(path)) covered.set(path, later);
    for (const prefix of prefixes(path)) if (!above.has(prefix)) above.set(prefix, later);
  }
  return overlaps;
}

/** Slashes inside the subzone separate nothing, and are written otherwise. */
function partsOf(text: string): string[] {
  const [region = '', zone, ...subzone] = text.split('/');
  if (zone === undefined) return [region];
  return subzone.length === 0 ? [region, zone] : [region, zone, subzone.join('\0')];
}

/** The locality without a `*` that stands for a whole part; with a slash after each part, and empty for everywhere. */
function coveredBy(text: string): string {
  const parts = partsOf(text);
  if (parts[parts.length - 1] === '*') parts.pop();
  return parts.map((part) => `${part}/`).join('');
}

/** `''`, `us/`, `us/a/` for `us/a/`. */
function prefixes(path: string): string[] {
  const found = [''];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) found.push(path.slice(0, at + 1));
  return found;
}
