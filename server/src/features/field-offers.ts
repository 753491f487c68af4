/** What the schema lets a person type at a cursor: keys, fixed values, and the first key below a key. */
import { t } from '../l10n.ts';
import { joinPath, type SchemaNode } from '../schema/schema-node.ts';
import { fieldAt, type SchemaField } from '../schema/schema-store.ts';
import { indentationStep, listIndentation } from '../yaml/edit-yaml.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import type { FieldCursor } from './field-cursor.ts';
import { fieldText, isDeprecated, valueText } from './field-text.ts';
import { alternativesTo, usageRank } from './field-usage.ts';

/** One thing to type, with all that stands around it. */
export interface FieldOffer {
  readonly label: string;
  readonly detail: string | undefined;
  /** Markdown. */
  readonly documentation: string | undefined;
  readonly newText: string;
  readonly isKey: boolean;
  /** Whether what comes next can be offered too. */
  readonly asksAgain: boolean;
}

/** In the order of their worth; empty where the schema knows nothing. */
export function fieldOffers(cursor: FieldCursor): FieldOffer[] {
  const field = cursor.schema && fieldAt(cursor.schema, cursor.path);
  if (!field) return [];
  if (cursor.part === 'value') {
    const lead = cursor.needsSpace ? ' ' : '';
    const values = valueOffers(field, cursor, lead);
    return values.length > 0 ? values : openingOffers(field, cursor);
  }
  const { items } = field.node;
  if (items && cursor.dash === '') {
    // A list of which nothing is there yet.
    if (cursor.siblings.size > 0 || cursor.form.isFlow) return [];
    return itemOffers(itemOf(field, items), { ...cursor, dash: '- ' }, '- ');
  }
  return itemOffers(field, cursor, cursor.dash);
}

/** What can stand as a map's key, or on its own line as a value. */
function itemOffers(field: SchemaField, cursor: FieldCursor, lead: string): FieldOffer[] {
  if (field.node.properties) return keyOffers(field, cursor, lead, cursor.column + lead.length, cursor.siblings);
  return cursor.siblings.size > 0 || cursor.hasColon ? [] : valueOffers(field, cursor, lead);
}

function valueOffers(field: SchemaField, { form }: FieldCursor, lead: string): FieldOffer[] {
  const { node } = field;
  const names = node.enum ?? (node.type === 'boolean' ? ['true', 'false'] : []);
  return names.map((name) => ({
    label: name,
    detail: String(node.default) === name ? t('default') : undefined,
    documentation: valueText(field, name),
    newText: lead + (node.type === 'boolean' ? name : formatScalar(name, form)),
    isKey: false,
    asksAgain: false,
  }));
}

/** Directly behind the colon of a key that holds a map or a list: its first line. */
function openingOffers(field: SchemaField, cursor: FieldCursor): FieldOffer[] {
  const { word, form, keyStart, document } = cursor;
  if (form.isFlow || keyStart === undefined || word.start < word.end) return [];
  const { text } = document;
  const keyColumn = keyStart - (text.lastIndexOf('\n', keyStart - 1) + 1);
  const { items } = field.node;
  const indent = keyColumn + (items ? listIndentation(document) : indentationStep(document));
  const lead = `${lineBreakOf(text)}${' '.repeat(indent)}${items ? '- ' : ''}`;
  const inner = items ? itemOf(field, items) : field;
  if (inner.node.properties) return keyOffers(inner, cursor, lead, indent + (items ? 2 : 0), NOTHING);
  return items ? valueOffers(inner, cursor, lead) : [];
}

const NOTHING: ReadonlySet<string> = new Set();

/** Keys of a map whose first letter stands in `column`. */
function keyOffers(
  field: SchemaField,
  cursor: FieldCursor,
  lead: string,
  column: number,
  present: ReadonlySet<string>,
): FieldOffer[] {
  const { node } = field;
  const isRoot = field.path === '';
  const ranked = (node.properties?.all ?? [])
    // Nobody writes what the cluster does.
    .filter(({ name }) => !present.has(name) && !(isRoot && name === 'status'))
    .map((property, index) => {
      const child: SchemaField = {
        node: property.node,
        path: joinPath(field.path, property.name),
        kind: field.kind,
      };
      const excludedBy = excludedIn(node, property.name, present);
      const isRequired = isRoot ? ROOT_KEYS.has(property.name) : node.required.includes(property.name);
      const order = excludedBy !== undefined ? 3 : isRequired ? 0 : isDeprecated(child) ? 2 : 1;
      return { name: property.name, child, excludedBy, isRequired, rank: [order, usageRank(property.name), index] };
    });
  ranked.sort((left, right) => compareRanks(left.rank, right.rank));
  return ranked.map(({ name, child, excludedBy, isRequired }): FieldOffer => {
    const { below, asksAgain } = belowKey(child.node, cursor, column);
    const detail = excludedBy !== undefined ? t('not beside {0}', excludedBy) : isRequired ? t('required') : undefined;
    return {
      label: name,
      detail,
      documentation: fieldText(child),
      newText: lead + formatScalar(name, cursor.form) + (cursor.hasColon ? '' : `:${below}`),
      isKey: true,
      asksAgain: !cursor.hasColon && asksAgain,
    };
  });
}

const ROOT_KEYS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec']);

/** What follows the colon of a key in `column`, up to where the next thing is typed. */
function belowKey(
  node: SchemaNode,
  { form, document, hasLinesBelow }: FieldCursor,
  column: number,
): { readonly below: string; readonly asksAgain: boolean } {
  const isMap = node.type === 'object';
  const isList = node.type === 'array';
  const hasOffers = node.enum !== undefined || node.type === 'boolean';
  if (form.isFlow || (!isMap && !isList)) return { below: ' ', asksAgain: hasOffers };
  if (hasLinesBelow) return { below: '', asksAgain: false };
  const indent = column + (isList ? listIndentation(document) : indentationStep(document));
  const inner = isList ? node.items : node;
  const asksAgain = inner?.properties !== undefined || inner?.values !== undefined || inner?.enum !== undefined;
  return { below: `${lineBreakOf(document.text)}${' '.repeat(indent)}${isList ? '- ' : ''}`, asksAgain };
}

/** The sibling beside which a key is refused. */
function excludedIn(node: SchemaNode, name: string, present: ReadonlySet<string>): string | undefined {
  if (present.size === 0) return undefined;
  const groups = node.atMostOne.map(({ fields }) => fields).filter((fields) => fields.includes(name));
  groups.push(alternativesTo(name, (other) => node.properties?.get(other) !== undefined));
  return groups.flat().find((other) => other !== name && present.has(other));
}

function itemOf(field: SchemaField, items: SchemaNode): SchemaField {
  return { node: items, path: joinPath(field.path, '[]'), kind: field.kind };
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The line break that a document uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
