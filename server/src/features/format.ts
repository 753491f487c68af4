/** Formatting: which documents of a file are laid out, and how. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { Engine, Range } from '../engine.ts';
import type { DocumentSlot } from '../workspace/source-file.ts';
import { templateUse } from '../workspace/template-text.ts';
import { type FileEnd, formatDocument, type LayoutOptions } from '../yaml/format-document.ts';
import { mapValue, stringValue } from '../yaml/node-access.ts';
import type { YamlDocument } from '../yaml/nodes.ts';

/** What the person set; the width of the indentation and the end of the file are the editor's. */
export interface FormatWishes extends FileEnd {
  /** Spaces a level, as the editor has it; impossible widths count as the nearest possible. */
  readonly tabSize: number;
  readonly lists: LayoutOptions['lists'];
  readonly quotes: LayoutOptions['quotes'];
}

const MAX_INDENT = 8;

/**
 * Edits that lay out a file of Kubernetes resources, or those of its lines that `range` touches. Empty for other files,
 * for templates and for JSON; documents that are broken or have template code in a text are left out.
 */
export function provideFormatting(engine: Engine, uri: string, wishes: FormatWishes, range?: Range): TextEdit[] {
  const source = engine.file(uri)?.source;
  if (!source || uri.endsWith('.json') || !isOurs(source.slots)) return [];
  const { lists, quotes } = wishes;
  const indent = indentOf(wishes.tabSize);
  const last = source.slots[source.slots.length - 1];
  return source.slots.flatMap((slot) => {
    const lines = range && linesOf(range, slot);
    if ((lines && lines.last < 0) || templateUse(slot.document) !== 'none') return [];
    const fileEnd = slot === last && !range ? wishes : undefined;
    return formatDocument(slot.document, { indent, lists, quotes, lines }, fileEnd).map(({ start, end, newText }) => ({
      range: { start: source.positionAt(slot.start + start), end: source.positionAt(slot.start + end) },
      newText,
    }));
  });
}

/** The spaces of a level for a width that an editor sent, which may be any number. */
export function indentOf(tabSize: number): number {
  return Math.min(MAX_INDENT, Math.max(1, Math.trunc(tabSize) || 2));
}

/** The lines of `range` as the document counts them; the first is beyond its last line where the range lies behind. */
function linesOf({ start, end }: Range, slot: DocumentSlot): { readonly first: number; readonly last: number } {
  // A selection of whole lines ends at the start of the next.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { first: start.line - slot.startLine, last: last - slot.startLine };
}

/** Whether everything that can be read in a file is a resource, and nothing is a template of one. */
function isOurs(slots: readonly DocumentSlot[]): boolean {
  let resources = 0;
  for (const { document } of slots) {
    if (templateUse(document) === 'file') return false;
    if (document.isBroken || !document.root) continue;
    if (!isResource(document)) return false;
    resources++;
  }
  return resources > 0;
}

function isResource({ root }: YamlDocument): boolean {
  if (root?.kind !== 'map') return false;
  return ['apiVersion', 'kind'].every((key) => stringValue(mapValue(root, key)) !== undefined);
}
