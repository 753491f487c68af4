/** Edits of lists, beside those of mappings in edit-yaml.ts. */
import type { TextEdit } from '../text/text-edit.ts';
import type { SeqNode, YamlDocument, YamlNode } from './nodes.ts';

/**
 * Takes an item out of its list, in block style with its lines. `undefined` where that is not safe: the item is the only one of
 * a list in block style (nothing would be left after the key), shares its line with another dash, or has an anchor.
 */
export function removeItem(document: YamlDocument, list: SeqNode, item: YamlNode): TextEdit | undefined {
  const { text } = document;
  const index = list.items.indexOf(item);
  if (index === -1 || /(?:^|[\s,[{])&/.test(text.slice(startOf(text, item), item.end))) return undefined;
  return list.flow ? removeFlowItem(text, list, index) : removeBlockItem(text, list, item);
}

function removeFlowItem(text: string, list: SeqNode, index: number): TextEdit | undefined {
  if (text.charAt(list.start) !== '[' || text.charAt(list.end - 1) !== ']') return undefined;
  const item = list.items[index];
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  if (!item) return undefined;
  if (next) return { start: item.start, end: next.start, newText: '' };
  if (previous) return { start: previous.end, end: item.end, newText: '' };
  return { start: list.start, end: list.end, newText: '[]' };
}

function removeBlockItem(text: string, list: SeqNode, item: YamlNode): TextEdit | undefined {
  if (list.items.length < 2) return undefined;
  const lineStart = text.lastIndexOf('\n', item.start - 1) + 1;
  if (!/^ *- +$/.test(text.slice(lineStart, item.start))) return undefined;
  const lineEnd = text.indexOf('\n', item.end);
  if (lineEnd !== -1) return { start: lineStart, end: lineEnd + 1, newText: '' };
  // The last line of a file without a line break at its end: the one before it goes instead.
  return lineStart === 0 ? undefined : { start: lineStart - 1, end: text.length, newText: '' };
}

/** An anchor or tag stands before the node that it belongs to. */
function startOf(text: string, item: YamlNode): number {
  const before = /(?:[&!]\S* +)+$/.exec(text.slice(0, item.start));
  return item.start - (before?.[0].length ?? 0);
}
