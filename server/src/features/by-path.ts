/** Tables by the place of a field: the more of the path an entry names, the more it counts. */
import type { SchemaField } from '../schema/schema-store.ts';

/**
 * The entry for a field: keys are the ends of paths (`match[].uri`), or a kind and the end of a path (`Gateway spec.selector`),
 * which go before those without a kind; the longest one counts. `undefined` if there is none.
 */
export function entryFor<T>(
  table: ReadonlyMap<string, T>,
  { kind, path }: Pick<SchemaField, 'kind' | 'path'>,
): T | undefined {
  for (let start = 0; start >= 0; start = nextStep(path, start)) {
    const end = path.slice(start);
    const found = table.get(`${kind} ${end}`) ?? table.get(end);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A table as it is written, with several places before one entry: `'timeout, perTryTimeout': …`. */
export function tableOf<T>(written: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(written).flatMap(([places, entry]) =>
      places.split(', ').map((place): [string, T] => [place, entry]),
    ),
  );
}

function nextStep(path: string, start: number): number {
  const dot = path.indexOf('.', start);
  return dot < 0 ? -1 : dot + 1;
}
