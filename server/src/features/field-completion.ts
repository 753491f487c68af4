/** What the schemas offer at a cursor, as an editor takes it. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Range, Spot } from '../engine.ts';
import { t } from '../l10n.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { type FieldCursor, fieldCursor } from './field-cursor.ts';
import { fieldOffers } from './field-offers.ts';
import { type KindOffer, kindOffers } from './kind-offers.ts';

const PROPERTY = 10;
const ENUM_MEMBER = 20;
/** Indentation in the text of an item is what is to be inserted. */
const AS_IS = 1;

/** Keys, fixed values, `apiVersion` and `kind`, the likeliest first. `locate` turns ranges of the slice into the file's. */
export function fieldCompletion(spot: Spot, locate: (range: RelativeRange) => Range): CompletionItem[] {
  const cursor = fieldCursor(spot);
  if (!cursor) return [];
  const kinds = kindOffers(cursor);
  const offers = kinds.length > 0 ? kinds : fieldOffers(cursor);
  return offers.map((offer, index) => toItem(offer, index, cursor, spot.slot.text, locate));
}

function toItem(
  { label, detail, documentation, newText, isKey, asksAgain, above }: KindOffer,
  index: number,
  { word, quote, keyStart }: FieldCursor,
  text: string,
  locate: (range: RelativeRange) => Range,
): CompletionItem {
  const edits = [];
  if (/^\r?\n/.test(newText)) {
    // White space behind the colon, which a line break makes superfluous.
    const start = text.slice(0, word.start).trimEnd().length;
    if (start < word.start) edits.push({ range: locate({ start, end: word.start }), newText: '' });
  }
  if (above !== undefined && keyStart !== undefined) {
    edits.push({ range: locate({ start: keyStart, end: keyStart }), newText: above });
  }
  return {
    label,
    kind: isKey ? PROPERTY : ENUM_MEMBER,
    // Many editors show `detail` for the chosen item only, and `labelDetails` for every one.
    ...(detail !== undefined && { detail, labelDetails: { description: detail } }),
    ...(documentation !== undefined && { documentation: { kind: 'markdown' as const, value: documentation } }),
    // The order of the offers is the order of their worth; editors sort by text.
    sortText: String(index).padStart(4, '0'),
    filterText: quote + label,
    textEdit: { range: locate(word), newText },
    insertTextMode: AS_IS,
    ...(edits.length > 0 && { additionalTextEdits: edits }),
    ...(asksAgain && { command: { title: t('Suggest values'), command: 'editor.action.triggerSuggest' } }),
  };
}
