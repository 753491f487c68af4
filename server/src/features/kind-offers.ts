/** `apiVersion` and `kind`: offered together, each as the other allows. */
import { t } from '../l10n.ts';
import { groupOf } from '../model/kinds.ts';
import type { IstioRelease } from '../schema/istio-release.ts';
import { type KindSchema, kindsWithSchema, schemaOf } from '../schema/schema-store.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import type { FieldCursor } from './field-cursor.ts';
import { type FieldOffer, lineBreakOf, writerFor } from './insertion.ts';
import type { OfferContext } from './offer-context.ts';
import { skeletonOf } from './skeleton.ts';
import { type Sketch, sketchValue } from './sketch.ts';

export interface KindOffer extends FieldOffer {
  /** To be inserted where the key begins: the `apiVersion` that goes with a kind. */
  readonly above?: string;
}

/** What a resource begins with; keys beside these mean something else until `apiVersion` and `kind` are there. */
const HEAD = ['apiVersion', 'kind', 'metadata', 'spec'] as const;

/** Offers for `apiVersion` and `kind` and, while they are not both there, for the keys beside them. */
export function kindOffers(context: OfferContext, canBeSnippet: boolean): KindOffer[] {
  const { cursor, spot } = context;
  const { part, path, siblings } = cursor;
  const isHead = [...siblings].every((name) => name === 'status' || HEAD.some((head) => head === name));
  if (part === 'key') return path.length === 0 && isHead && !cursor.schema ? keyOffers(context, canBeSnippet) : [];
  if (path.length !== 1) return [];
  if (path[0] === 'kind') return kindValues(cursor, spot.release, isHead);
  return path[0] === 'apiVersion' ? versionValues(cursor, spot.release, isHead) : [];
}

function kindValues(
  { apiVersion, lead, form, keyStart, document }: FieldCursor,
  release: IstioRelease,
  isHead: boolean,
): KindOffer[] {
  if (apiVersion === undefined && !isHead) return [];
  const kinds = schemas(release).filter(({ group }) => apiVersion === undefined || group === groupOf(apiVersion));
  return kinds.map((schema) => {
    const offer = valueOffer(schema, schema.kind, lead + formatScalar(schema.kind, form), preferred(schema));
    if (apiVersion !== undefined || form.isFlow || keyStart === undefined) return offer;
    const { text } = document;
    const indent = text.slice(text.lastIndexOf('\n', keyStart - 1) + 1, keyStart);
    // Behind a dash the key that follows needs other white space.
    if (indent.trim() !== '') return offer;
    return { ...offer, above: `apiVersion: ${preferred(schema)}${lineBreakOf(text)}${indent}` };
  });
}

function versionValues({ kind, lead, form }: FieldCursor, release: IstioRelease, isHead: boolean): KindOffer[] {
  if (kind === undefined && !isHead) return [];
  const fitting = schemas(release).filter((schema) => kind === undefined || schema.kind === kind);
  const offers = new Map<string, KindOffer>();
  // Of every group the version that is preferred, then the older ones.
  const inOrder = [...fitting.map((schema) => [schema, preferred(schema)] as const), ...fitting.flatMap(allVersions)];
  for (const [schema, version] of inOrder) {
    const detail = kind === undefined ? undefined : schema.kind;
    if (!offers.has(version))
      offers.set(version, valueOffer(undefined, version, lead + formatScalar(version, form), detail));
  }
  return [...offers.values()];
}

/** The keys of a resource that is begun; in an empty document also the beginning of every kind. */
function keyOffers(context: OfferContext, canBeSnippet: boolean): KindOffer[] {
  const { siblings, apiVersion, kind, hasColon, form, document, column, lead } = context.cursor;
  const isEmpty = siblings.size === 0;
  if (lead !== '' || (isEmpty && (column > 0 || form.isFlow || form.style !== 'plain'))) return [];
  const known = schemas(context.spot.release);
  const isOurs =
    isEmpty ||
    (apiVersion !== undefined && kind === undefined && known.some(({ group }) => group === groupOf(apiVersion))) ||
    (kind !== undefined && apiVersion === undefined && known.some((schema) => schema.kind === kind));
  if (!isOurs) return [];
  const lineBreak = lineBreakOf(document.text);
  const keys = HEAD.filter((name) => !siblings.has(name)).map((name): KindOffer => {
    const isMap = !form.isFlow && (name === 'metadata' || name === 'spec');
    const below = isMap ? `:${lineBreak}${' '.repeat(column + 2)}` : ': ';
    return {
      label: name,
      detail: t('required'),
      subject: undefined,
      newText: formatScalar(name, form) + (hasColon ? '' : below),
      isKey: true,
      isSnippet: false,
      asksAgain: !hasColon,
    };
  });
  if (!isEmpty || hasColon) return keys;
  const beginnings = known.map((schema): KindOffer => {
    const sketch = beginningOf(schema, context);
    const newText = writerFor(context.cursor, canBeSnippet).block(sketch, 0);
    return { ...valueOffer(schema, schema.kind, newText, preferred(schema)), isSnippet: canBeSnippet };
  });
  return [...keys, ...beginnings];
}

/** A whole resource, as short as one can be. */
function beginningOf(schema: KindSchema, context: OfferContext): Sketch {
  const literal = (text: string): Sketch => ({ kind: 'literal', text });
  const ofKind: OfferContext = {
    ...context,
    isAlone: true,
    cursor: { ...context.cursor, schema, kind: schema.kind, apiVersion: preferred(schema) },
  };
  const spec = schema.root.properties?.get('spec');
  const field = spec && { node: spec.node, path: 'spec', kind: schema.kind };
  const inside = field && skeletonOf(field, ['spec'], ofKind);
  const name = { ...sketchValue('my-app'), link: 'name' };
  return {
    kind: 'map',
    entries: [
      ['apiVersion', literal(preferred(schema))],
      ['kind', literal(schema.kind)],
      ['metadata', { kind: 'map', entries: [['name', name]] }],
      ...(inside ? [['spec', inside] as const] : []),
    ],
  };
}

function valueOffer(
  schema: KindSchema | undefined,
  label: string,
  newText: string,
  detail: string | undefined,
): KindOffer {
  const subject = schema && { field: { node: schema.root, path: '', kind: schema.kind }, group: schema.group };
  return { label, detail, subject, newText, isKey: false, isSnippet: false, asksAgain: false };
}

/** Istio's kinds first. */
function schemas(release: IstioRelease): KindSchema[] {
  const all = kindsWithSchema()
    .flatMap(({ group, kind }) => schemaOf(group, kind, release) ?? [])
    .filter(({ versions }) => versions.length > 0);
  return [...all.filter(({ isIstio }) => isIstio), ...all.filter(({ isIstio }) => !isIstio)];
}

function allVersions(schema: KindSchema): (readonly [KindSchema, string])[] {
  return [...schema.apiVersions].map((version) => [schema, version] as const);
}

function preferred(schema: KindSchema): string {
  return [...schema.apiVersions][0] ?? '';
}
