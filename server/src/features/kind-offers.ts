/** `apiVersion` and `kind`: offered together, each as the other allows. */
import { t } from '../l10n.ts';
import { groupOf } from '../model/kinds.ts';
import { documentationOf } from '../schema/documentation.ts';
import { type KindSchema, kindsWithSchema, schemaOf } from '../schema/schema-store.ts';
import { formatScalar } from '../yaml/write-scalar.ts';
import type { FieldCursor } from './field-cursor.ts';
import { type FieldOffer, lineBreakOf } from './field-offers.ts';

export interface KindOffer extends FieldOffer {
  /** To be inserted where the key begins: the `apiVersion` that goes with a kind. */
  readonly above?: string;
}

/** What a resource begins with; keys beside these mean something else until `apiVersion` and `kind` are there. */
const HEAD = ['apiVersion', 'kind', 'metadata', 'spec'] as const;

/** Offers for `apiVersion` and `kind` and, while they are not both there, for the keys beside them. */
export function kindOffers(cursor: FieldCursor): KindOffer[] {
  const { part, path, siblings } = cursor;
  const isHead = [...siblings].every((name) => name === 'status' || HEAD.some((head) => head === name));
  if (part === 'key') return path.length === 0 && isHead && !cursor.schema ? keyOffers(cursor) : [];
  if (path.length !== 1) return [];
  if (path[0] === 'kind') return kindValues(cursor, isHead);
  return path[0] === 'apiVersion' ? versionValues(cursor, isHead) : [];
}

function kindValues({ apiVersion, needsSpace, form, keyStart, document }: FieldCursor, isHead: boolean): KindOffer[] {
  if (apiVersion === undefined && !isHead) return [];
  const lead = needsSpace ? ' ' : '';
  const kinds = schemas().filter(({ group }) => apiVersion === undefined || group === groupOf(apiVersion));
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

function versionValues({ kind, needsSpace, form }: FieldCursor, isHead: boolean): KindOffer[] {
  if (kind === undefined && !isHead) return [];
  const lead = needsSpace ? ' ' : '';
  const fitting = schemas().filter((schema) => kind === undefined || schema.kind === kind);
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
function keyOffers({ siblings, apiVersion, kind, hasColon, form, document, column }: FieldCursor): KindOffer[] {
  const isEmpty = siblings.size === 0;
  if (isEmpty && (column > 0 || form.isFlow)) return [];
  const known = schemas();
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
      documentation: undefined,
      newText: formatScalar(name, form) + (hasColon ? '' : below),
      isKey: true,
      asksAgain: !hasColon,
    };
  });
  if (!isEmpty || hasColon) return keys;
  const beginnings = known.map((schema): KindOffer => {
    const lines = [`apiVersion: ${preferred(schema)}`, `kind: ${schema.kind}`, 'metadata:', '  name: '];
    return valueOffer(schema, schema.kind, lines.join(lineBreak), preferred(schema));
  });
  return [...keys, ...beginnings];
}

function valueOffer(
  schema: KindSchema | undefined,
  label: string,
  newText: string,
  detail: string | undefined,
): KindOffer {
  const documentation = schema && documentationOf({ node: schema.root, path: '', kind: schema.kind })?.text;
  return { label, detail, documentation, newText, isKey: false, asksAgain: false };
}

/** Istio's kinds first. */
function schemas(): KindSchema[] {
  const all = kindsWithSchema().flatMap(({ group, kind }) => schemaOf(group, kind) ?? []);
  return [...all.filter(({ isIstio }) => isIstio), ...all.filter(({ isIstio }) => !isIstio)];
}

function allVersions(schema: KindSchema): (readonly [KindSchema, string])[] {
  return [...schema.apiVersions].map((version) => [schema, version] as const);
}

function preferred(schema: KindSchema): string {
  return [...schema.apiVersions][0] ?? '';
}
