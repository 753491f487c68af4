/** The keys of an object: what is required first, then what is used most, each with what it begins with. */
import { t } from '../l10n.ts';
import { joinPath, type SchemaNode } from '../schema/schema-node.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import { indentationStep, listIndentation } from '../yaml/edit-yaml.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { YamlNode } from '../yaml/nodes.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import { isDeprecated } from './field-text.ts';
import { alternativesTo, isRefusedAlways, needOf, usageRank } from './field-usage.ts';
import { type FieldOffer, type Insertion, lineBreakOf, writerFor } from './insertion.ts';
import { nodeAtPath, type OfferContext } from './offer-context.ts';
import { orderOf } from './shapes.ts';
import { skeletonOf } from './skeleton.ts';
import { valuesFor } from './value-offers.ts';

/** Offers for the keys that are not `present`; `path` leads from the resource to the object. */
export function keyOffers(
  field: SchemaField,
  path: readonly PathStep[],
  context: OfferContext,
  insertion: Insertion,
  present: ReadonlySet<string>,
): FieldOffer[] {
  const { node } = field;
  const isRoot = field.path === '';
  const begins = orderOf(field);
  // Where a name is neither required nor usual, it is a comment.
  const isNamed = isRoot || node.required.includes('name') || begins.includes('name') || field.path === 'metadata';
  const ranked = (node.properties?.all ?? [])
    // Nobody writes what the cluster does.
    .filter(({ name }) => !present.has(name) && !(isRoot && name === 'status'))
    .map((property, index) => {
      const child: SchemaField = { node: property.node, path: joinPath(field.path, property.name), kind: field.kind };
      const reason = reasonAgainst(property.name, child, node, path, context, present);
      const isRequired = isRoot ? ROOT_KEYS.has(property.name) : node.required.includes(property.name);
      const order = reason !== undefined ? 3 : isRequired ? 0 : isDeprecated(child) ? 2 : 1;
      const detail = reason ?? (order === 0 ? t('required') : order === 2 ? t('deprecated') : undefined);
      // Lines that have lost their key are waiting for it.
      const isWaitedFor = context.cursor.hasLinesBelow && holds(property.node, context.cursor.below);
      return {
        name: property.name,
        child,
        detail,
        rank: [isWaitedFor ? -1 : order, usageOf(property.name, begins, isNamed), index],
      };
    });
  ranked.sort((left, right) => compareRanks(left.rank, right.rank));
  return ranked.map(({ name, child, detail }): FieldOffer => {
    const written = writeKey(name, child, [...path, name], context, insertion);
    return { label: name, detail, subject: { field: child }, isKey: true, ...written };
  });
}

/** Whether what is written can be the value of a field. */
function holds(node: SchemaNode, value: YamlNode | undefined): boolean {
  if (value?.kind === 'seq') return node.items !== undefined && holds(node.items, value.items[0]);
  if (value?.kind === 'scalar') return node.type !== 'object' && node.type !== 'array';
  if (value?.kind !== 'map' || !node.properties) return false;
  return value.pairs.every(({ key }) => key.kind === 'scalar' && node.properties?.get(key.text) !== undefined);
}

/** Lower for keys that are written more often: those with which people begin, then those that are common anywhere. */
function usageOf(name: string, begins: readonly string[], isNamed: boolean): number {
  const at = begins.indexOf(name);
  if (at >= 0) return at - begins.length;
  return name === 'name' && !isNamed ? usageRank('') : usageRank(name);
}

const ROOT_KEYS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec']);

/** The text of a key and of what follows it, up to where the next thing is typed. */
function writeKey(
  name: string,
  child: SchemaField,
  path: readonly PathStep[],
  context: OfferContext,
  { lead, column, canBeSnippet }: Insertion,
): Pick<FieldOffer, 'newText' | 'isSnippet' | 'asksAgain'> {
  const { form, document, hasColon, hasLinesBelow } = context.cursor;
  const key = lead + formatScalar(name, form);
  const asIs = { isSnippet: false, asksAgain: false };
  if (hasColon) return { ...asIs, newText: key };
  const { type } = child.node;
  const isList = type === 'array';
  if (!isList && type !== 'object') {
    return { ...asIs, newText: `${key}: `, asksAgain: valuesFor(child, path, context).length > 0 };
  }
  if (hasLinesBelow && !form.isFlow) return { ...asIs, newText: `${key}:` };
  const sketch = skeletonOf(child, path, context);
  if (sketch) {
    const writer = writerFor(context.cursor, canBeSnippet);
    const newText = writer.literal(lead) + writer.entry(name, sketch, column);
    return { newText, isSnippet: canBeSnippet, asksAgain: false };
  }
  if (form.isFlow) return { ...asIs, newText: `${key}: `, asksAgain: false };
  const indent = column + (isList ? listIndentation(document) : indentationStep(document));
  const inner = isList ? child.node.items : child.node;
  const newText = `${key}:${lineBreakOf(document.text)}${' '.repeat(indent)}${isList ? '- ' : ''}`;
  return { ...asIs, newText, asksAgain: inner?.properties !== undefined || inner?.values !== undefined };
}

const SET_BY_CLUSTER: ReadonlySet<string> = new Set([
  ...['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation'],
  ...['managedFields', 'resourceVersion', 'selfLink', 'uid'],
]);

/** Why a key would be refused here, in a few words. */
function reasonAgainst(
  name: string,
  child: SchemaField,
  node: SchemaNode,
  path: readonly PathStep[],
  { cursor }: OfferContext,
  present: ReadonlySet<string>,
): string | undefined {
  if (isRefusedAlways(child)) return t('refused by Istio');
  if (node.structure === 'metadata' && SET_BY_CLUSTER.has(name)) return t('set by the cluster');
  const excludedBy = excludedIn(node, name, present);
  if (excludedBy !== undefined) return t('not beside {0}', excludedBy);
  const need = needOf(child);
  if (!need) return undefined;
  const around = path.slice(0, path.length - (need.outwards ?? 0));
  const there = nodeAtPath(cursor.resource, [...around, ...need.key.split('.')]);
  const text = there?.kind === 'scalar' ? there.text : undefined;
  if (need.values ? text !== undefined && need.values.includes(text) : there !== undefined) return undefined;
  return need.values ? t('needs {0}: {1}', need.key, need.values.join(', ')) : t('needs {0}', need.key);
}

/** The sibling beside which a key is refused. */
function excludedIn(node: SchemaNode, name: string, present: ReadonlySet<string>): string | undefined {
  if (present.size === 0) return undefined;
  const groups = node.atMostOne.map(({ fields }) => fields).filter((fields) => fields.includes(name));
  groups.push(...alternativesTo(name, (other) => node.properties?.get(other) !== undefined));
  return groups.flat().find((other) => other !== name && present.has(other));
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
