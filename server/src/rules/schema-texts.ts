/** What the rules about structure say in common. */
import { t } from '../l10n.ts';
import type { SchemaType } from '../schema/schema-node.ts';
import { editDistance } from '../simulation/label-distance.ts';
import { dereference } from '../yaml/node-access.ts';
import type { PairNode, YamlNode } from '../yaml/nodes.ts';
import { scalarValue } from '../yaml/scalar-value.ts';

/** `A, B or C`. */
export function listOf(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : t('{0} or {1}', words.slice(0, -1).join(', '), last);
}

/** The name of a key. */
export function keyText(pair: PairNode | undefined): string {
  const key = dereference(pair?.key);
  return key?.kind === 'scalar' ? key.text : '';
}

/** Text as it is shown in a message: a long one is cut. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** What a field takes. */
export function describeType(type: SchemaType): string {
  switch (type) {
    case 'string':
      return t('text');
    case 'integer':
      return t('a whole number');
    case 'number':
      return t('a number');
    case 'boolean':
      return t('true or false');
    case 'array':
      return t('a list');
    case 'object':
      return t('a map of fields');
    case 'int-or-string':
      return t('a whole number or text');
    default:
      return t('a value that JSON has');
  }
}

/** What a value is read as. */
export function describeValue(node: YamlNode | undefined): string {
  const target = dereference(node);
  if (target === undefined) return t('nothing');
  if (target.kind === 'map') return t('a map of fields');
  if (target.kind === 'seq') return t('a list');
  const value = scalarValue(target);
  if (value === null) return t('nothing');
  if (typeof value === 'number') return Number.isFinite(value) ? t('the number {0}', value) : t('a number without end');
  if (typeof value === 'boolean') return value ? t('true') : t('false');
  return t('text');
}

/** The candidate that was probably meant: the same but for case and underscores, else the nearest by a few letters. */
export function closest(written: string, candidates: readonly string[]): string | undefined {
  const plain = fold(written);
  const same = candidates.find((candidate) => fold(candidate) === plain);
  if (same !== undefined) return same;
  let best: string | undefined;
  let least = 3;
  for (const candidate of candidates) {
    const distance = editDistance(fold(candidate), plain, 2);
    if (distance === undefined || distance >= least || distance * 2 >= Math.max(candidate.length, written.length))
      continue;
    best = candidate;
    least = distance;
  }
  return best;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[-_\s]/g, '');
}
