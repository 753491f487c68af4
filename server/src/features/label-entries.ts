/** Labels of the mesh where labels stand: pairs, keys and values. */
import { t } from '../l10n.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import type { PathStep } from '../yaml/node-at.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import { type FieldOffer, type Insertion, writerFor } from './insertion.ts';
import { keysOf, type LabelOffer, labelOffers } from './label-offers.ts';
import { labelPlace } from './label-place.ts';
import type { OfferContext } from './offer-context.ts';
import { type Sketch, sketchValue } from './sketch.ts';

/** What the mesh has for a label at the cursor; empty outside of labels and where it has nothing. */
export function labelEntriesAt(
  context: OfferContext,
  insertion: Insertion,
  field: SchemaField | undefined,
): FieldOffer[] {
  const { path, form, part } = context.cursor;
  if (part === 'key') {
    const place = labelPlace(path, context);
    return place ? labelEntries(field, labelOffers(place, undefined, context), context, insertion) : [];
  }
  const key = path.at(-1);
  const place = typeof key === 'string' ? labelPlace(path.slice(0, -1), context) : undefined;
  if (typeof key !== 'string' || !place) return [];
  return labelOffers(place, key, context).map(({ value, detail }) => ({
    label: value,
    detail: detail(),
    subject: undefined,
    newText: insertion.lead + formatScalar(value, form),
    isKey: false,
    isSnippet: false,
    asksAgain: false,
  }));
}

const MANY = 100;

/** Whole pairs first, then keys alone. */
function labelEntries(
  field: SchemaField | undefined,
  offers: readonly LabelOffer[],
  { cursor }: OfferContext,
  { lead }: Insertion,
): FieldOffer[] {
  const { form, hasColon } = cursor;
  const subject = field && { field };
  const pairs = offers.map(({ key, value, detail }): FieldOffer => {
    const newText = `${lead}${formatScalar(key, form)}: ${formatScalar(value, form)}`;
    return {
      label: `${key}: ${value}`,
      detail: detail(),
      subject,
      newText,
      isKey: true,
      isSnippet: false,
      asksAgain: false,
    };
  });
  const keys = [...keysOf(offers)].map(([key, count]): FieldOffer => {
    const detail = count === 1 ? t('1 value') : t('{0} values', count);
    const newText = `${lead}${formatScalar(key, form)}${hasColon ? '' : ': '}`;
    return { label: key, detail, subject, newText, isKey: true, isSnippet: false, asksAgain: !hasColon };
  });
  // So many pairs that nobody reads them are no reason to hide the keys.
  return hasColon ? keys : [...pairs.slice(0, MANY), ...keys, ...pairs.slice(MANY)];
}

/**
 * Where nothing stands behind a key yet: whole labels with all keys above them. Empty where the value at `path` neither is a
 * map of labels nor holds one.
 */
export function openedLabelOffers(
  field: SchemaField | undefined,
  path: readonly PathStep[],
  context: OfferContext,
  { lead, column }: Insertion,
): FieldOffer[] {
  for (const keys of [[], ['labels'], ['matchLabels']]) {
    const place = labelPlace([...path, ...keys], context);
    if (!place) continue;
    const { isFlow } = context.cursor.form;
    return labelOffers(place, undefined, context).map(({ key, value, detail }) => {
      const sketch = keys.reduceRight<Sketch>((inner, name) => ({ kind: 'map', entries: [[name, inner]] }), {
        kind: 'map',
        entries: [[key, sketchValue(value)]],
      });
      const writer = writerFor(context.cursor, false);
      return {
        label: `${key}: ${value}`,
        detail: detail(),
        subject: field && { field },
        newText: lead + (isFlow ? writer.inline(sketch) : writer.block(sketch, column)),
        isKey: true,
        isSnippet: false,
        asksAgain: false,
      };
    });
  }
  return [];
}
