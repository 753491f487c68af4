/** What offers are made from: the cursor, the resource around it as far as it is there, and the mesh. */
import type { Spot } from '../engine.ts';
import { mapAt, mapsAt, stringAt } from '../model/decode/fields.ts';
import { dereference, mapValue } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode, ScalarNode, SeqNode } from '../yaml/nodes.ts';
import { CURSOR_MARK, type FieldCursor } from './field-cursor.ts';
import { MeshNames } from './mesh-names.ts';

export interface OfferContext {
  readonly spot: Spot;
  readonly cursor: FieldCursor;
  /** `metadata.name`; empty where there is none yet. */
  readonly name: string;
  /** The namespace that the resource will lie in; empty for the unnamed one. */
  readonly namespace: string;
  readonly names: MeshNames;
  /** True where nothing is to be asked of the mesh. */
  readonly isAlone?: boolean;
}

/** The context of a cursor in a file. */
export function offerContext(spot: Spot, cursor: FieldCursor): OfferContext {
  const metadata = mapAt(cursor.resource, 'metadata');
  const namespace = writtenAt(metadata, 'namespace') ?? spot.file.place.defaultNamespace;
  return {
    spot,
    cursor,
    name: writtenAt(metadata, 'name') ?? '',
    namespace,
    names: new MeshNames(spot.view, namespace),
  };
}

/** What stands at `path` of the resource; `undefined` where nothing does. */
export function nodeAtPath(
  root: MapNode | undefined,
  path: readonly PathStep[],
): ScalarNode | MapNode | SeqNode | undefined {
  let node: ScalarNode | MapNode | SeqNode | undefined = root;
  for (const step of path) {
    if (typeof step === 'number') node = node?.kind === 'seq' ? dereference(node.items[step]) : undefined;
    else node = node?.kind === 'map' ? dereference(mapValue(node, step)) : undefined;
    if (!node) return undefined;
  }
  return node;
}

/** The map at `path` of the resource. */
export function mapAtPath(root: MapNode | undefined, path: readonly PathStep[]): MapNode | undefined {
  const node = nodeAtPath(root, path);
  return node?.kind === 'map' ? node : undefined;
}

/** The text of the scalar at `key`; `undefined` where there is none or it is the one being typed. */
export function writtenAt(map: MapNode | undefined, key: string): string | undefined {
  const text = stringAt(map, key)?.value;
  return text === undefined || text === '' || text === CURSOR_MARK ? undefined : text;
}

/** The texts of the scalars in the list at `key`, without the one being typed. */
export function allWrittenAt(map: MapNode | undefined, key: string): string[] {
  const list = map && dereference(mapValue(map, key));
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item) => {
    const node = dereference(item);
    return node?.kind === 'scalar' && node.text !== CURSOR_MARK && node.text !== '' ? [node.text] : [];
  });
}

/** The names of the ports that the resource around the cursor lists. */
export function allPortNames({ cursor }: OfferContext): string[] {
  return mapsAt(mapAtPath(cursor.resource, ['spec']), 'ports').flatMap((port) => writtenAt(port, 'name') ?? []);
}
