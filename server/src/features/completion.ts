import type { CompletionList } from 'vscode-languageserver-types';
import type { Engine, Range } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { fieldCompletion } from './field-completion.ts';
import { fieldCursor } from './field-cursor.ts';
import { offerContext } from './offer-context.ts';
import { withSnippets } from './snippet-offers.ts';

/** The characters after which an editor should ask, beside those of words. */
export const COMPLETION_TRIGGERS: readonly string[] = [' ', '"', "'", '/', '.'];

/** More than these are not looked through: of longer lists only what fits the word so far is sent. */
const MAX_ITEMS = 200;

export interface CompletionOptions {
  /** Whether the client understands tab stops; else their first choices are inserted. */
  readonly snippets?: boolean;
}

/**
 * What can be typed at a position: keys, values, names and labels that the mesh has, and whole things to begin with, the
 * likeliest first. Every item is complete, with the edit that replaces the word at the cursor; `resolveCompletion` adds what
 * there is to read.
 */
export function provideCompletion(
  engine: Engine,
  uri: string,
  position: Position,
  { snippets = false }: CompletionOptions = {},
): CompletionList {
  const spot = engine.spotAt(uri, position);
  if (!spot) return { isIncomplete: false, items: [] };
  const cursor = fieldCursor(spot);
  const { source } = spot.file;
  const locate = ({ start, end }: RelativeRange): Range => ({
    start: source.positionAt(spot.slot.start + start),
    end: source.positionAt(spot.slot.start + end),
  });
  const offered = cursor ? fieldCompletion(offerContext(spot, cursor), locate, snippets) : [];
  const items = withSnippets(offered, engine, spot, locate, snippets);
  if (items.length <= MAX_ITEMS) return { isIncomplete: false, items };
  const typed = cursor ? spot.slot.text.slice(cursor.word.start, spot.offset).trim() : '';
  const fitting = items.filter((item) => fits(item.filterText ?? item.label, typed));
  return { isIncomplete: true, items: fitting.slice(0, MAX_ITEMS) };
}

/** Whether the letters of `typed` are in `text` in this order, as editors compare them. */
function fits(text: string, typed: string): boolean {
  let from = 0;
  const lower = text.toLowerCase();
  for (const letter of typed.toLowerCase()) {
    const at = lower.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
