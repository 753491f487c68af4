/** Snippets where a resource may begin: in the first column of an empty document, and behind a resource. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Engine, Range, Spot } from '../engine.ts';
import { t } from '../l10n.ts';
import { templateUse } from '../workspace/template-text.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { expandSnippet, isForResources, namespaceFor, type Snippet, separatorBetween, snippets } from './snippets.ts';

const SNIPPET = 15;
const SNIPPET_FORMAT = 2;
/** Indentation in the text of an item is what is to be inserted. */
const AS_IS = 1;

/** What a person may type to find a snippet: several words. */
const TYPED = /^(?:\p{L}[\p{L}\p{M}\p{N}_ ,-]{0,60})?$/u;

/** Behind the keys that a resource begins with, before kinds that have no snippet. */
const ORDER = '0003s';

/** Of the data of an item; its value is the snippet's id. */
const ID = 'snippet';

/**
 * `offered`, what else is offered at the same place, with the snippets added; the beginning of a kind that has a snippet is
 * left out. `locate` turns ranges of the slice into the file's; without `hasTabStops` the defaults are filled in.
 */
export function withSnippets(
  offered: readonly CompletionItem[],
  engine: Engine,
  spot: Spot,
  locate: (range: RelativeRange) => Range,
  hasTabStops: boolean,
): CompletionItem[] {
  const { text, document } = spot.slot;
  const lineStart = text.lastIndexOf('\n', spot.offset - 1) + 1;
  const typed = text.slice(lineStart, spot.offset);
  if (!TYPED.test(typed) || !isForResources(spot.file) || templateUse(document) !== 'none') return [...offered];
  const lineEnd = /\r?\n|$/.exec(text.slice(spot.offset))?.index ?? 0;
  if (text.slice(spot.offset, spot.offset + lineEnd).trim() !== '') return [...offered];
  const separator = separatorBetween(text.slice(0, lineStart), text.slice(spot.offset));
  if (separator === undefined) return [...offered];

  const found = snippets(namespaceFor(engine, spot.file));
  const range = locate({ start: lineStart, end: spot.offset });
  const items = found.map((snippet, index): CompletionItem => {
    const { id, label, summary, body, words } = snippet;
    const size = sizeOf(snippet);
    return {
      label,
      kind: SNIPPET,
      detail: summary,
      ...(size !== undefined && { labelDetails: { description: size } }),
      sortText: ORDER + String(index).padStart(3, '0'),
      filterText: words.join(' '),
      textEdit: { range, newText: separator + (hasTabStops ? body : expandSnippet(body)) },
      ...(hasTabStops && { insertTextFormat: SNIPPET_FORMAT }),
      insertTextMode: AS_IS,
      data: { [ID]: id },
    };
  });
  const labels = new Set(found.map(({ label }) => label));
  return [...offered.filter(({ label }) => !labels.has(label)), ...items];
}

/** The item with what the snippet is good for and its text as the documentation, in Markdown; other items as they are. */
export function resolveSnippet(item: CompletionItem): CompletionItem {
  const id = (item.data as { readonly [ID]?: unknown } | undefined)?.[ID];
  const snippet = typeof id === 'string' ? snippets().find((each) => each.id === id) : undefined;
  if (!snippet || !item.textEdit) return item;
  const text = expandSnippet(item.textEdit.newText).replace(/^---\r?\n/, '');
  return { ...item, documentation: { kind: 'markdown', value: `${snippet.description}\n\n\`\`\`yaml\n${text}\`\`\`` } };
}

/** What stands beside the label, as short as it is: there is little room. */
function sizeOf({ group, label, kinds, summary, body }: Snippet): string | undefined {
  if (group === 'scenarios') {
    const count = body.split('\n---\n').length;
    return count === 1 ? t('1 resource') : t('{0} resources', count);
  }
  return kinds[0] === label ? summary : undefined;
}
