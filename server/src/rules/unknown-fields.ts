import type { SchemaNode } from '../schema/schema-node.ts';
import { effectivePairs } from '../yaml/node-access.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { keyText } from './schema-texts.ts';

/** Whether some key of `map` is none of its structure: what seems to be missing may be what that key was to say. */
export function hasUnknownField(map: MapNode, schema: SchemaNode | undefined): boolean {
  const properties = schema?.properties;
  return properties !== undefined && effectivePairs(map).some((pair) => properties.get(keyText(pair)) === undefined);
}
