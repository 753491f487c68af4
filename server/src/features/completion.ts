import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import type { Engine, Range } from '../engine.ts';
import { t } from '../l10n.ts';
import type { Position } from '../text/line-index.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import { fieldCompletion } from './field-completion.ts';
import { type LabelCursor, labelCursor } from './label-cursor.ts';
import { keysOf, type LabelOffer, labelOffers } from './label-offers.ts';

/** The characters after which an editor should ask, beside those of words. */
export const COMPLETION_TRIGGERS: readonly string[] = [' ', '"', "'"];

/** More than these are not looked through; typing narrows the list. */
const MAX_ITEMS = 200;
const PROPERTY = 10;
const VALUE = 12;
/** Indentation in the text of an item is what is to be inserted. */
const AS_IS = 1;

/**
 * Inside selectors and labels: label keys, values and whole pairs that the mesh has. Elsewhere, and where it has none, what
 * the schema of the kind allows. Every item is complete, with the edit that replaces the word at the cursor.
 */
export function provideCompletion(engine: Engine, uri: string, position: Position): CompletionList {
  const spot = engine.spotAt(uri, position);
  if (!spot) return { isIncomplete: false, items: [] };
  const { source } = spot.file;
  const locate = ({ start, end }: RelativeRange): Range => ({
    start: source.positionAt(spot.slot.start + start),
    end: source.positionAt(spot.slot.start + end),
  });
  const cursor = labelCursor(spot);
  const offers = cursor ? labelOffers(spot.view, cursor) : [];
  if (!cursor || offers.length === 0) return { isIncomplete: false, items: fieldCompletion(spot, locate) };
  const entries = cursor.key === undefined ? keyEntries(cursor, offers) : valueEntries(cursor, offers);
  return {
    isIncomplete: entries.length > MAX_ITEMS,
    items: entries.slice(0, MAX_ITEMS).map((entry, index) => toItem(entry, index, cursor, locate)),
  };
}

interface Entry {
  readonly label: string;
  readonly detail: string;
  readonly newText: string;
  readonly kind: typeof PROPERTY | typeof VALUE;
  readonly asksAgain?: boolean;
}

function valueEntries(cursor: LabelCursor, offers: readonly LabelOffer[]): Entry[] {
  return offers.map(({ value, detail }) => {
    const newText = `${cursor.needsSpace ? ' ' : ''}${formatScalar(value, cursor.form)}`;
    return { label: value, detail, newText, kind: VALUE };
  });
}

/** Whole pairs first, then keys alone. */
function keyEntries({ form, hasColon, opening }: LabelCursor, offers: readonly LabelOffer[]): Entry[] {
  const pairs = offers.map(({ key, value, detail }): Entry => {
    const newText = `${opening?.before ?? ''}${formatScalar(key, form)}: ${formatScalar(value, form)}${opening?.after ?? ''}`;
    return { label: `${key}: ${value}`, detail, newText, kind: PROPERTY };
  });
  if (opening) return pairs;
  const keys = [...keysOf(offers)].map(([key, count]): Entry => {
    const detail = count === 1 ? t('1 value') : t('{0} values', count);
    const newText = formatScalar(key, form);
    if (hasColon) return { label: key, detail, newText, kind: PROPERTY };
    return { label: key, detail, newText: `${newText}: `, kind: PROPERTY, asksAgain: true };
  });
  return hasColon ? keys : [...pairs, ...keys];
}

function toItem(
  entry: Entry,
  index: number,
  { quote, word, opening }: LabelCursor,
  locate: (range: RelativeRange) => Range,
): CompletionItem {
  const { label, detail, newText, kind, asksAgain } = entry;
  const item: CompletionItem = {
    label,
    kind,
    detail,
    // Many editors show `detail` for the chosen item only, and this for every one.
    labelDetails: { description: detail },
    // The order of the offers is the order of their worth; editors sort by text.
    sortText: String(index).padStart(4, '0'),
    // Compared with the word that is replaced, which may begin with a quote.
    filterText: quote + label,
    textEdit: { range: locate(word), newText },
    insertTextMode: AS_IS,
  };
  if (opening?.blank) item.additionalTextEdits = [{ range: locate(opening.blank), newText: '' }];
  if (asksAgain) item.command = { title: t('Suggest values'), command: 'editor.action.triggerSuggest' };
  return item;
}
