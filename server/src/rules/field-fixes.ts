/** Fixes that many rules offer: take a field out, put one in, say another value. */
import { t } from '../l10n.ts';
import type { Fix, PlacedEdit } from '../problem.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { effectivePairs } from '../yaml/node-access.ts';
import type { MapNode, ScalarNode } from '../yaml/nodes.ts';
import type { YamlValue } from '../yaml/write-scalar.ts';
import { addField, changeValue, removeItem, removePair, replaceText } from './edits.ts';
import { listAt, setPair } from './field-access.ts';
import { keyText, shown } from './schema-texts.ts';

/** The fix that takes `field` out of `map`; none where it is not set, or cannot be taken out safely. */
export function removeFix(entry: ResourceEntry, map: MapNode, field: string, isPreferred = false): Fix[] {
  const pair = setPair(map, field);
  const edit = pair && removePair(entry, map, pair);
  return edit ? [{ title: t('Remove "{0}"', field), edits: [edit], isPreferred }] : [];
}

/** The fix that takes a text out of the list at `field`, and the list with its last item. */
export function removeItemFix(
  entry: ResourceEntry,
  map: MapNode,
  field: string,
  item: ScalarNode,
  isPreferred = true,
): Fix[] {
  const list = listAt(map, field);
  const pair = setPair(map, field);
  if (!list || !pair) return [];
  const edit = list.items.length === 1 ? removePair(entry, map, pair) : removeItem(entry, list, item);
  return edit ? [{ title: t('Remove "{0}"', shown(item.text)), edits: [edit], isPreferred }] : [];
}

/** The fix that adds `field` to `map`; none where it stands there already, be it empty. */
export function addFix(
  entry: ResourceEntry,
  map: MapNode,
  field: string,
  value: YamlValue,
  isPreferred = false,
): Fix[] {
  if (effectivePairs(map).some((pair) => keyText(pair) === field)) return [];
  const edit = addField(entry, map, field, value);
  return edit ? [{ title: t('Add "{0}"', field), edits: [edit], isPreferred }] : [];
}

/** The fix that puts `value` in the place of a key or value. */
export function changeFix(
  entry: ResourceEntry,
  node: ScalarNode,
  value: string | number | boolean,
  isPreferred = false,
): Fix {
  return { title: t('Change to "{0}"', value), edits: [changeValue(entry, node, value)], isPreferred };
}

/** Puts another field with another value in the place of `field`; `undefined` where that is not safe. */
export function replaceField(
  entry: ResourceEntry,
  map: MapNode,
  field: string,
  newField: string,
  newValue: YamlValue,
): PlacedEdit | undefined {
  const pair = setPair(map, field);
  // A pair of a map that is merged in, and a value that stands elsewhere, belong to others too.
  if (!pair?.value || pair.value.kind === 'alias' || !map.pairs.includes(pair)) return undefined;
  const range = { start: pair.key.start, end: pair.value.end };
  if (/(?:^|[\s,[{:])&/.test(entry.resource.document.text.slice(range.start, range.end))) return undefined;
  const written = addField(entry, map, newField, newValue)
    ?.newText.replace(/^[\s,]+/, '')
    .trimEnd();
  return written === undefined ? undefined : replaceText(entry, range, written);
}
