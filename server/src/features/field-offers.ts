/** What the schema and the mesh let a person type at a cursor: keys, values, and whole things. */
import { t } from '../l10n.ts';
import { joinPath } from '../schema/schema-node.ts';
import { fieldAt, type SchemaField } from '../schema/schema-store.ts';
import { indentationStep, listIndentation } from '../yaml/edit-yaml.ts';
import type { PathStep } from '../yaml/node-at.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import type { FieldCursor } from './field-cursor.ts';
import { isDeprecated } from './field-text.ts';
import { isRefusedAlways } from './field-usage.ts';
import { type FieldOffer, type Insertion, lineBreakOf, writerFor } from './insertion.ts';
import { keyOffers } from './key-offers.ts';
import { labelEntriesAt, openedLabelOffers } from './label-entries.ts';
import { mapEntryOffers } from './map-entry-offers.ts';
import type { OfferContext } from './offer-context.ts';
import { itemSkeletonOf, skeletonOf } from './skeleton.ts';
import type { Sketch } from './sketch.ts';
import { valuesFor } from './value-offers.ts';

/** In the order of their worth; empty where nobody knows anything. */
export function fieldOffers(context: OfferContext, canBeSnippet: boolean): FieldOffer[] {
  const { cursor } = context;
  const { schema, path, lead, column } = cursor;
  const field = schema && fieldAt(schema, path);
  const here: Insertion = { lead, column: column + lead.length, canBeSnippet };
  const labels = labelEntriesAt(context, here, field);
  if (labels.length > 0 || !field) return labels;
  if (cursor.part === 'value') {
    if (isScalar(field)) return valueOffers(field, path, context, here);
    return cursor.form.isFlow ? flowOffers(field, context, here) : openingOffers(field, context, canBeSnippet);
  }
  if (field.node.items && !lead.endsWith('- ')) {
    // A list of which nothing is there yet.
    if (cursor.siblings.size > 0 || cursor.form.isFlow) return [];
    return itemOffers(field, context, { ...here, lead: `${lead}- `, column: here.column + 2 });
  }
  const list = listAround(cursor);
  if (list && cursor.siblings.size === 0) return itemOffers(list.field, context, here, list.path);
  return entryOffers(field, path, context, here);
}

/** What can stand as a map's entry, or on its own line as a value. */
function entryOffers(
  field: SchemaField,
  path: readonly PathStep[],
  context: OfferContext,
  insertion: Insertion,
): FieldOffer[] {
  const { siblings, hasColon } = context.cursor;
  if (field.node.properties) return keyOffers(field, path, context, insertion, siblings);
  if (field.node.type === 'object') return mapEntryOffers(field, path, context, insertion);
  return siblings.size > 0 || hasColon ? [] : valueOffers(field, path, context, insertion);
}

/** A new item of a list: the whole of it, then each key to begin with. */
function itemOffers(
  list: SchemaField,
  context: OfferContext,
  insertion: Insertion,
  path: readonly PathStep[] = context.cursor.path,
): FieldOffer[] {
  const { items } = list.node;
  if (!items) return [];
  const item: SchemaField = { node: items, path: joinPath(list.path, '[]'), kind: list.kind };
  const itemPath = path === context.cursor.path ? [...path, -1] : context.cursor.path;
  const whole = context.cursor.hasColon
    ? []
    : wholeOffers(item, itemSkeletonOf(list, path, context), context, insertion);
  return [...whole, ...entryOffers(item, itemPath, context, insertion)];
}

/** A map with several keys at once; one of a single key is what the key itself brings. */
function wholeOffers(
  field: SchemaField,
  sketch: Sketch | undefined,
  { cursor }: OfferContext,
  { lead, column, canBeSnippet }: Insertion,
): FieldOffer[] {
  if (sketch?.kind !== 'map' || sketch.entries.length < 2) return [];
  const writer = writerFor(cursor, canBeSnippet);
  return [
    {
      label: sketch.entries.map(([key]) => key).join(', '),
      detail: t('all at once'),
      subject: { field },
      newText: writer.literal(lead) + (cursor.form.isFlow ? writer.inline(sketch) : writer.block(sketch, column)),
      isKey: false,
      isWhole: true,
      isSnippet: canBeSnippet,
      asksAgain: false,
    },
  ];
}

function valueOffers(
  field: SchemaField,
  path: readonly PathStep[],
  context: OfferContext,
  { lead }: Insertion,
): FieldOffer[] {
  const { form } = context.cursor;
  return valuesFor(field, path, context).map(({ value, detail, isFixed }) => ({
    label: value === '' ? '""' : String(value),
    detail,
    subject: { field, ...(isFixed && { value: String(value) }) },
    newText: lead + formatScalar(value, form),
    isKey: false,
    isSnippet: false,
    asksAgain: false,
  }));
}

/** Directly behind the colon of a key that holds a map or a list: what its first line can be. */
function openingOffers(field: SchemaField, context: OfferContext, canBeSnippet: boolean): FieldOffer[] {
  const { word, keyStart, document, path } = context.cursor;
  const { text } = document;
  const typed = context.spot.slot.text.slice(word.start, word.end);
  // What is written in another way is something, and not the beginning of a word.
  if (keyStart === undefined || !/^[\w./-]*$/.test(typed)) return [];
  const keyColumn = keyStart - (text.lastIndexOf('\n', keyStart - 1) + 1);
  const { items } = field.node;
  const indent = keyColumn + (items ? listIndentation(document) : indentationStep(document));
  const lead = `${lineBreakOf(text)}${' '.repeat(indent)}${items ? '- ' : ''}`;
  const insertion: Insertion = { lead, column: indent + (items ? 2 : 0), canBeSnippet };
  const opened: OfferContext = { ...context, cursor: { ...context.cursor, siblings: NOTHING, hasColon: false } };
  if (items) return itemOffers(field, opened, insertion, path);
  const labels = openedLabelOffers(field, path, opened, insertion);
  if (labels.length > 0) return labels;
  const whole = wholeOffers(field, skeletonOf(field, path, opened), opened, insertion);
  return [...whole, ...entryOffers(field, path, opened, insertion)];
}

/** A map or list on one line, inside brackets or braces. */
function flowOffers(field: SchemaField, context: OfferContext, insertion: Insertion): FieldOffer[] {
  const { cursor } = context;
  if (cursor.word.start < cursor.word.end && cursor.quote !== '') return [];
  const labels = openedLabelOffers(field, cursor.path, context, insertion);
  if (labels.length > 0) return labels;
  const isItem = typeof cursor.path.at(-1) === 'number';
  const list = isItem ? listAround(cursor) : undefined;
  const sketch = list ? itemSkeletonOf(list.field, list.path, context) : skeletonOf(field, cursor.path, context);
  const offers: FieldOffer[] = [];
  const add = (value: Sketch, detail: string | undefined): void => {
    const writer = writerFor(cursor, insertion.canBeSnippet);
    const plain = writerFor(cursor, false).inline(value);
    offers.push({
      label: plain,
      detail,
      subject: { field },
      newText: writer.literal(insertion.lead) + writer.inline(value),
      isKey: false,
      isWhole: true,
      isSnippet: insertion.canBeSnippet,
      asksAgain: false,
    });
  };
  if (sketch) add(sketch, t('all at once'));
  // Each key of an object alone, and each value of a list of plain values.
  for (const { name, node } of field.node.properties?.all ?? []) {
    const child: SchemaField = { node, path: joinPath(field.path, name), kind: field.kind };
    const value = skeletonOf(child, [...cursor.path, name], context);
    const isWhole = sketch?.kind === 'map' && sketch.entries.length === 1 && sketch.entries[0]?.[0] === name;
    if (value && !isWhole && !isRefusedAlways(child) && !isDeprecated(child)) {
      add({ kind: 'map', entries: [[name, value]] }, undefined);
    }
  }
  const { items } = field.node;
  if (items && items.type !== 'object') {
    const item: SchemaField = { node: items, path: joinPath(field.path, '[]'), kind: field.kind };
    for (const { value, detail } of valuesFor(item, [...cursor.path, -1], context).slice(1)) {
      add({ kind: 'list', items: [{ kind: 'value', choices: [value] }] }, detail);
    }
  }
  return offers;
}

/** The list of which the cursor's value or map is an item. */
function listAround({
  schema,
  path,
}: FieldCursor): { readonly field: SchemaField; readonly path: readonly PathStep[] } | undefined {
  if (!schema || typeof path.at(-1) !== 'number') return undefined;
  const outer = path.slice(0, -1);
  const field = fieldAt(schema, outer);
  return field?.node.items && { field, path: outer };
}

function isScalar({ node }: SchemaField): boolean {
  return node.type !== 'object' && node.type !== 'array';
}

const NOTHING: ReadonlySet<string> = new Set();
