/** White space inside of lines, between brackets and around colons and commas; and which quotes are used. */
import type { TextEdit } from '../text/text-edit.ts';
import type { MapNode, ScalarNode, SeqNode, YamlNode } from './nodes.ts';

export type QuoteStyle = 'keep' | 'single' | 'double';

/** One space behind commas and colons, none before; inside of brackets one at both ends or none, as at the first. */
export function flowEdits(text: string, node: MapNode | SeqNode): TextEdit[] {
  const open = node.start + 1;
  const close = node.end - 1;
  if (!/[[{]/.test(text.charAt(node.start)) || !/[\]}]/.test(text.charAt(close)) || close < open) return [];
  const parts = partsOf(node);
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (!first || !last) return spaced(text, open, close, /^[ \t]*$/, '');
  const padding = /^[ \t]/.test(text.slice(open, first.start)) ? ' ' : '';
  const edits = spaced(text, open, first.start, /^[ \t]*$/, padding);
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (!next) return;
    const isValue = part.isKey && next.isValue;
    // Behind an alias, a colon would be part of its name.
    if (isValue)
      edits.push(
        ...spaced(
          text,
          part.end,
          next.start,
          part.isAlias ? /^ +:[ \t]*$/ : /^[ \t]*:[ \t]*$/,
          part.isAlias ? ' : ' : ': ',
        ),
      );
    else edits.push(...spaced(text, part.end, next.start, /^[ \t]*,[ \t]*$/, ', '));
  });
  if (/^[ \t]*$/.test(text.slice(last.end, close))) edits.push(...spaced(text, last.end, close, /^/, padding));
  else edits.push(...spaced(text, last.end, close, /^[ \t]*,[ \t]*$/, `,${padding}`));
  return edits;
}

interface FlowPart {
  readonly start: number;
  readonly end: number;
  readonly isKey: boolean;
  readonly isValue: boolean;
  readonly isAlias: boolean;
}

/** What stands between the brackets, in order; empty nodes have no place and are left out. */
function partsOf(node: MapNode | SeqNode): FlowPart[] {
  const part = (child: YamlNode, role: 'key' | 'value' | 'item'): FlowPart => ({
    start: child.start,
    end: child.end,
    isKey: role === 'key',
    isValue: role === 'value',
    isAlias: child.kind === 'alias',
  });
  const parts =
    node.kind === 'seq'
      ? node.items.flatMap((item) => (item ? [part(item, 'item')] : []))
      : node.pairs.flatMap(({ key, value }) => [part(key, 'key'), ...(value ? [part(value, 'value')] : [])]);
  return parts.filter(({ start, end }) => end > start);
}

/** The edit that writes `newText` where the text between two places is as expected and different. */
export function spaced(text: string, start: number, end: number, expected: RegExp, newText: string): TextEdit[] {
  const written = text.slice(start, end);
  return written !== newText && expected.test(written) ? [{ start, end, newText }] : [];
}

/** Other quotes where the content is written the same way between them. */
export function quoteEdits(text: string, node: ScalarNode, quotes: QuoteStyle): TextEdit[] {
  if (quotes === 'keep' || (node.style !== 'single' && node.style !== 'double') || node.style === quotes) return [];
  const { start, end } = node;
  if (/["'\\\n\r]/.test(text.slice(start + 1, end - 1))) return [];
  const quote = quotes === 'single' ? "'" : '"';
  return [
    { start, end: start + 1, newText: quote },
    { start: end - 1, end, newText: quote },
  ];
}
