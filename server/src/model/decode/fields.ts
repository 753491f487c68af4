/** Reads typed values out of maps. A value of the wrong type is absent. */
import { dereference, mapValue } from '../../yaml/node-access.ts';
import type { MapNode, ScalarNode, SeqNode, YamlNode } from '../../yaml/nodes.ts';
import { isStringScalar, scalarValue } from '../../yaml/scalar-value.ts';
import type { Located } from '../resource.ts';

/** The map at `key`; `undefined` if there is none. */
export function mapAt(map: MapNode | undefined, key: string): MapNode | undefined {
  const value = nodeAt(map, key);
  return value?.kind === 'map' ? value : undefined;
}

/** The sequence at `key`; `undefined` if there is none. */
export function seqAt(map: MapNode | undefined, key: string): SeqNode | undefined {
  const value = nodeAt(map, key);
  return value?.kind === 'seq' ? value : undefined;
}

/** The maps among the items of the sequence at `key`. */
export function mapsAt(map: MapNode | undefined, key: string): MapNode[] {
  return itemsAt(map, key).filter((item) => item.kind === 'map');
}

/** The string at `key`. */
export function stringAt(map: MapNode | undefined, key: string): Located<string> | undefined {
  return asString(nodeAt(map, key));
}

/** The strings among the items of the sequence at `key`. */
export function stringsAt(map: MapNode | undefined, key: string): Located<string>[] {
  return itemsAt(map, key).flatMap((item) => asString(item) ?? []);
}

/** The integer at `key`. */
export function integerAt(map: MapNode | undefined, key: string): Located<number> | undefined {
  return asInteger(nodeAt(map, key));
}

/** The integer or string at `key` (`IntOrString` of Kubernetes). */
export function integerOrStringAt(map: MapNode | undefined, key: string): Located<number | string> | undefined {
  return integerAt(map, key) ?? stringAt(map, key);
}

/** `node` as an integer. */
export function asInteger(node: YamlNode | undefined): Located<number> | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const value = scalarValue(node);
  return typeof value === 'number' && Number.isInteger(value) ? { value, node } : undefined;
}

function asString(node: YamlNode | undefined): Located<string> | undefined {
  return node?.kind === 'scalar' && isStringScalar(node) ? { value: node.text, node } : undefined;
}

function nodeAt(map: MapNode | undefined, key: string): ScalarNode | MapNode | SeqNode | undefined {
  return map && dereference(mapValue(map, key));
}

function itemsAt(map: MapNode | undefined, key: string): (ScalarNode | MapNode | SeqNode)[] {
  return (seqAt(map, key)?.items ?? []).flatMap((item) => dereference(item) ?? []);
}
