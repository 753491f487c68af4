/** What is offered at a cursor, as an editor takes it. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Range } from '../engine.ts';
import { t } from '../l10n.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { subjectData } from './completion-documentation.ts';
import type { FieldCursor } from './field-cursor.ts';
import { fieldOffers } from './field-offers.ts';
import { type KindOffer, kindOffers } from './kind-offers.ts';
import type { OfferContext } from './offer-context.ts';

const PROPERTY = 10;
const VALUE = 12;
const ENUM_MEMBER = 20;
const STRUCT = 22;
const SNIPPET = 2;
/** Indentation in the text of an item is what is to be inserted. */
const AS_IS = 1;

/** All offers, the likeliest first. `locate` turns ranges of the slice into the file's. */
export function fieldCompletion(
  context: OfferContext,
  locate: (range: RelativeRange) => Range,
  hasSnippets: boolean,
): CompletionItem[] {
  const kinds = kindOffers(context, hasSnippets);
  const offers = kinds.length > 0 ? kinds : fieldOffers(context, hasSnippets);
  const { cursor, spot } = context;
  const range = locate(cursor.word);
  return offers.map((offer, index) => toItem(offer, index, cursor, { text: spot.slot.text, range, locate }));
}

/** The word's range in the file, made once for all items. */
interface Place {
  readonly text: string;
  readonly range: Range;
  readonly locate: (range: RelativeRange) => Range;
}

function toItem(
  { label, detail, subject, newText, isKey, isWhole, isSnippet, asksAgain, above }: KindOffer,
  index: number,
  cursor: FieldCursor,
  { text, range, locate }: Place,
): CompletionItem {
  const { word, quote, keyStart } = cursor;
  const edits = [];
  if (/^\r?\n/.test(newText)) {
    // White space behind the colon, which a line break makes superfluous.
    const start = text.slice(0, word.start).trimEnd().length;
    if (start < word.start) edits.push({ range: locate({ start, end: word.start }), newText: '' });
  }
  if (above !== undefined && keyStart !== undefined) {
    edits.push({ range: locate({ start: keyStart, end: keyStart }), newText: above });
  }
  const data = subject && subjectData(subject, cursor);
  return {
    label,
    kind: isKey ? PROPERTY : isWhole ? STRUCT : subject?.value === undefined ? VALUE : ENUM_MEMBER,
    // Many editors show `detail` for the chosen item only, and `labelDetails` for every one.
    ...(detail !== undefined && { detail, labelDetails: { description: detail } }),
    // The order of the offers is the order of their worth; editors sort by text.
    sortText: String(index).padStart(4, '0'),
    // Compared with the word that is replaced, which may begin with a quote.
    filterText: quote + label,
    textEdit: { range, newText },
    insertTextMode: AS_IS,
    ...(isSnippet && { insertTextFormat: SNIPPET }),
    ...(edits.length > 0 && { additionalTextEdits: edits }),
    ...(asksAgain && { command: { title: t('Suggest values'), command: 'editor.action.triggerSuggest' } }),
    ...(data !== undefined && { data }),
  };
}
