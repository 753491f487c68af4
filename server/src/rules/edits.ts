/** Edits of fixes, with the resource that they change. */
import type { PlacedEdit } from '../problem.ts';
import { hasOverlap, type TextEdit } from '../text/text-edit.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { removeItem as itemRemoval } from '../yaml/edit-list.ts';
import { insertEntry, removeEntry, replaceScalar } from '../yaml/edit-yaml.ts';
import type { MapNode, PairNode, RelativeRange, ScalarNode, SeqNode, YamlNode } from '../yaml/nodes.ts';
import type { YamlValue } from '../yaml/write-scalar.ts';

/** Puts `text` in the place of a key or value of the resource of `entry`. */
export function changeText(entry: ResourceEntry, node: ScalarNode, text: string): PlacedEdit {
  return placed(entry, replaceScalar(entry.resource.document, node, text));
}

/** Adds a pair to the labels `map` of the resource of `entry`; `undefined` where the text leaves no place for it. */
export function addLabel(entry: ResourceEntry, map: MapNode, key: string, value: string): PlacedEdit | undefined {
  const edit = insertEntry(entry.resource.document, map, key, value);
  return edit && placed(entry, edit);
}

/** Puts `value` in the place of a scalar, quoted where a string would be read as something else. */
export function changeValue(entry: ResourceEntry, node: ScalarNode, value: string | number | boolean): PlacedEdit {
  return placed(entry, replaceScalar(entry.resource.document, node, value));
}

/** Adds a field to a map, or under a key after which nothing stands yet; `undefined` where the text leaves no place. */
export function addField(entry: ResourceEntry, map: MapNode, key: string, value: YamlValue): PlacedEdit | undefined {
  const edit = insertEntry(entry.resource.document, map, key, value);
  return edit && placed(entry, edit);
}

/** Takes a pair out of its map; `undefined` where that is not safe. */
export function removePair(entry: ResourceEntry, map: MapNode, pair: PairNode): PlacedEdit | undefined {
  const edit = removeEntry(entry.resource.document, map, pair);
  return edit && placed(entry, edit);
}

/** Takes an item out of its list; `undefined` where that is not safe. */
export function removeItem(entry: ResourceEntry, list: SeqNode, item: YamlNode): PlacedEdit | undefined {
  const edit = itemRemoval(entry.resource.document, list, item);
  return edit && placed(entry, edit);
}

/** Puts text, written as it will stand, in the place of a range. */
export function replaceText(entry: ResourceEntry, { start, end }: RelativeRange, newText: string): PlacedEdit {
  return placed(entry, { start, end, newText });
}

/** Whether two edits of one document change a common character. */
export function overlap(left: PlacedEdit, right: PlacedEdit): boolean {
  return hasOverlap([left, right].map(({ range, newText }) => ({ ...range, newText })));
}

function placed({ resource, file }: ResourceEntry, { start, end, newText }: TextEdit): PlacedEdit {
  return { document: resource.document, file: file.uri, range: { start, end }, newText };
}
