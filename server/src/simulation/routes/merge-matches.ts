/** Matches of a delegate's rule laid over those of the rule that leads to it (D7.9). */
import { isMap, type JsonMap, listAt, mapAt, numberAt, textAt, textsAt } from '../json-value.ts';
import type { HttpMatch } from './delegates.ts';

/**
 * For each match of the delegate every match of the root that it agrees with. One that agrees with none spoils the whole rule;
 * a side without matches takes the other's.
 */
export function mergeMatches(
  root: readonly HttpMatch[] | undefined,
  own: readonly HttpMatch[] | undefined,
): readonly HttpMatch[] | undefined | 'conflict' {
  if (root === undefined) return own;
  if (own === undefined) return root;
  const all: HttpMatch[] = [];
  for (const { value, place } of own) {
    const agreeing = root.filter((outer) => !conflicts(outer.value, value));
    if (agreeing.length === 0) return 'conflict';
    all.push(...agreeing.map((outer) => ({ value: mergeMatch(outer.value, value), place })));
  }
  return all;
}

function mergeMatch(root: JsonMap, own: JsonMap): JsonMap {
  const result: Record<string, JsonMap[string]> = { ...own };
  for (const field of ['uri', 'scheme', 'method', 'authority', 'port', 'sourceNamespace']) {
    const outer = root[field];
    if (result[field] === undefined && outer !== undefined) result[field] = outer;
  }
  for (const field of ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels']) {
    const outer = mapAt(root, field);
    if (outer) result[field] = { ...outer, ...mapAt(own, field) };
  }
  const gateways = listAt(root, 'gateways');
  if (textsAt(own, 'gateways').length === 0 && gateways) result.gateways = gateways;
  return result;
}

function conflicts(root: JsonMap, own: JsonMap): boolean {
  for (const field of ['uri', 'scheme', 'method', 'authority']) {
    if (textsConflict(mapAt(root, field), mapAt(own, field))) return true;
  }
  for (const field of ['headers', 'withoutHeaders', 'queryParams']) {
    const outer = mapAt(root, field);
    for (const [name, condition] of Object.entries(mapAt(own, field) ?? {})) {
      const other = outer?.[name];
      if (isMap(condition) && textsConflict(isMap(other) ? other : undefined, condition)) return true;
    }
  }
  if ((root.ignoreUriCase === true) !== (own.ignoreUriCase === true)) return true;
  const rootPort = numberAt(root, 'port');
  const ownPort = numberAt(own, 'port');
  if (rootPort > 0 && ownPort > 0 && rootPort !== ownPort) return true;
  const namespace = textAt(root, 'sourceNamespace');
  if (namespace !== '' && textAt(own, 'sourceNamespace') !== namespace) return true;
  const labels = mapAt(root, 'sourceLabels') ?? {};
  for (const [key, value] of Object.entries(mapAt(own, 'sourceLabels') ?? {})) {
    if (labels[key] !== undefined && labels[key] !== value) return true;
  }
  const rootGateways = textsAt(root, 'gateways');
  const ownGateways = textsAt(own, 'gateways');
  if (rootGateways.length === 0 || ownGateways.length === 0) return false;
  return ownGateways.length > rootGateways.length || ownGateways.some((name) => !rootGateways.includes(name));
}

/** Whether two conditions on one text cannot be put together (stringMatchConflict in virtualservice.go). */
function textsConflict(root: JsonMap | undefined, own: JsonMap | undefined): boolean {
  if (!root || !own) return false;
  const [rootRegex, rootExact, rootPrefix] = [textAt(root, 'regex'), textAt(root, 'exact'), textAt(root, 'prefix')];
  const [ownRegex, ownExact, ownPrefix] = [textAt(own, 'regex'), textAt(own, 'exact'), textAt(own, 'prefix')];
  if (rootRegex !== '' && (ownRegex !== '' || ownPrefix !== '' || ownExact !== '')) return true;
  if (ownRegex !== '' && (rootRegex !== '' || rootPrefix !== '' || rootExact !== '')) return true;
  if (rootExact !== '') return ownPrefix !== '' || ownExact !== rootExact;
  if (rootPrefix !== '') {
    if (ownPrefix !== '') return !ownPrefix.startsWith(rootPrefix);
    if (ownExact !== '') return !ownExact.startsWith(rootPrefix);
  }
  return true;
}
