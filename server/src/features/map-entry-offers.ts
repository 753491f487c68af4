/** Entries of maps whose keys are free: ports by name, headers and the like. */
import { joinPath } from '../schema/schema-node.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import type { PathStep } from '../yaml/node-at.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import { type FieldOffer, type Insertion, writerFor } from './insertion.ts';
import { keysFor } from './map-keys.ts';
import type { OfferContext } from './offer-context.ts';
import { skeletonOf } from './skeleton.ts';

/** What can stand in a map with free keys. `path` leads from the resource to the map. */
export function mapEntryOffers(
  field: SchemaField,
  path: readonly PathStep[],
  context: OfferContext,
  insertion: Insertion,
): FieldOffer[] {
  const { siblings, hasColon, form } = context.cursor;
  const keys = keysFor(field, context).filter(({ value }) => !siblings.has(String(value)));
  const { values } = field.node;
  return keys.map(({ value, detail }): FieldOffer => {
    const key = String(value);
    const child: SchemaField = { node: values ?? field.node, path: joinPath(field.path, '*'), kind: field.kind };
    const written = { label: key, detail, subject: { field: child }, isKey: true };
    const plain = insertion.lead + formatScalar(key, form);
    if (hasColon) return { ...written, newText: plain, isSnippet: false, asksAgain: false };
    const sketch = values && skeletonOf(child, [...path, key], context);
    if (sketch?.kind === 'map') {
      const writer = writerFor(context.cursor, insertion.canBeSnippet);
      const newText = writer.literal(insertion.lead) + writer.entry(key, sketch, insertion.column);
      return { ...written, newText, isSnippet: insertion.canBeSnippet, asksAgain: false };
    }
    return { ...written, newText: `${plain}: `, isSnippet: false, asksAgain: values !== undefined };
  });
}
