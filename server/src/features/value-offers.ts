/** The values worth offering for a field: fixed ones, names from the mesh, then what people often write there. */
import { t } from '../l10n.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import type { PathStep } from '../yaml/node-at.ts';
import { type NameOffer, namesFor } from './name-offers.ts';
import { nodeAtPath, type OfferContext } from './offer-context.ts';
import type { SketchScalar } from './sketch.ts';
import { defaultOf, PORT_USES, typicalValues } from './typical-values.ts';

export interface ValueOffer extends NameOffer {
  /** Whether the schema lists it, so that there is something to read about it. */
  readonly isFixed?: boolean;
}

const EMPTY_VALUES: ReadonlySet<SketchScalar> = new Set(['INVALID', 'UNDEFINED', 'UNSET', 'UNSPECIFIED', 'LEAST_CONN']);

/** Whether a fixed value means nothing, or the same as another one. */
export function isEmptyValue(value: SketchScalar): boolean {
  return EMPTY_VALUES.has(value) || String(value).startsWith('UNSPECIFIED_');
}

/** In the order of their worth; empty where nothing is likelier than anything else. `path` leads from the resource to the value. */
export function valuesFor(field: SchemaField, path: readonly PathStep[], context: OfferContext): readonly ValueOffer[] {
  const { node } = field;
  const { type } = node;
  if (type === 'object' || type === 'array') return [];
  const initial = defaultOf(field);
  const detailOf = (value: SketchScalar): string | undefined => (value === initial ? t('default') : undefined);
  if (node.enum) {
    const first = typicalValues(field).flatMap((value) => (node.enum?.includes(String(value)) ? [String(value)] : []));
    const rest = node.enum.filter((name) => !first.includes(name));
    const ordered = [...first, ...rest.filter((name) => !isEmptyValue(name)), ...rest.filter(isEmptyValue)];
    return ordered.map((value) => ({ value, detail: detailOf(value), isFixed: true }));
  }
  if (type === 'boolean') {
    return [true, false].map((value) => ({ value, detail: detailOf(value), isFixed: true }));
  }
  const taken = othersInList(path, context);
  const names = namesFor(field, path, context);
  const named = taken.size === 0 ? names : names.filter(({ value }) => !taken.has(String(value)));
  // What the mesh has is all that there is.
  if (named.length > 0) return named;
  const isPort = type !== 'string' && /(?:port|number|ports\.\*)$/i.test(field.path);
  const values = typicalValues(field);
  return [...values, ...(initial === undefined || values.includes(initial) ? [] : [initial])]
    .filter((value) => !taken.has(String(value)))
    .map((value) => {
      const detail = detailOf(value) ?? (isPort ? PORT_USES.get(Number(value)) : undefined);
      return { value, detail };
    });
}

/** The other items of the list that a value stands in: nobody names a thing twice. */
function othersInList(path: readonly PathStep[], { cursor }: OfferContext): ReadonlySet<string> {
  const own = path[path.length - 1];
  if (typeof own !== 'number') return NOTHING;
  const list = nodeAtPath(cursor.resource, path.slice(0, -1));
  if (list?.kind !== 'seq') return NOTHING;
  return new Set(list.items.flatMap((item, index) => (item?.kind === 'scalar' && index !== own ? [item.text] : [])));
}

const NOTHING: ReadonlySet<string> = new Set();
