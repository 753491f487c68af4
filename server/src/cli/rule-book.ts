/** All that a finding's `rule` can name: the rules, and what can be wrong with the YAML itself. */
import { t } from '../l10n.ts';
import type { Severity } from '../problem.ts';
import type { RuleDocs } from '../rules/define-rule.ts';
import { RULES } from '../rules/registry.generated.ts';
import { CommandError, PROGRAM } from './command.ts';
import { closestTo } from './suggestions.ts';
import { YAML_RULES } from './yaml-rules.ts';

export interface BookEntry {
  readonly id: string;
  readonly alias?: string;
  readonly severity: Severity;
  readonly codes?: readonly string[];
  readonly rejects?: boolean;
  readonly docs: () => RuleDocs;
}

/** Every entry, sorted by id. */
export function ruleBook(): readonly BookEntry[] {
  return [...RULES, ...YAML_RULES].sort((left, right) => (left.id < right.id ? -1 : 1));
}

/**
 * The entries that `word` names: by id, alias or code of another tool (`IST0101` may name several), whatever the case;
 * or by the part of the id after the slash. Empty if there are none.
 */
export function findEntries(word: string, book: readonly BookEntry[] = ruleBook()): readonly BookEntry[] {
  const wanted = word.toLowerCase();
  const isWanted = (name: string | undefined): boolean => name?.toLowerCase() === wanted;
  const byName = book.filter((entry) => isWanted(entry.id) || isWanted(entry.alias));
  if (byName.length > 0) return byName;
  const byCode = book.filter((entry) => entry.codes?.some(isWanted));
  if (byCode.length > 0) return byCode;
  return book.filter((entry) => isWanted(entry.id.slice(entry.id.indexOf('/') + 1)));
}

/** The name in the book that `word` was probably meant to be. */
export function closestName(word: string, book: readonly BookEntry[] = ruleBook()): string | undefined {
  const ids = book.map((entry) => entry.id);
  const closest = closestTo(word, [
    ...ids,
    ...book.flatMap((entry) => [entry.alias ?? [], ...(entry.codes ?? [])].flat()),
  ]);
  if (closest !== undefined) return closest;
  const tail = closestTo(
    word,
    ids.map((id) => id.slice(id.indexOf('/') + 1)),
  );
  return ids.find((id) => id.endsWith(`/${tail}`));
}

/** The entries that `word` names; ends the command if there are none. */
export function requireEntries(word: string): readonly BookEntry[] {
  const entries = findEntries(word);
  if (entries.length > 0) return entries;
  throw new CommandError(unknownRule(word));
}

/** Says that there is no such rule, and what to do. */
export function unknownRule(word: string): string {
  const closest = closestName(word);
  if (closest !== undefined) return t('no rule is called "{0}"; did you mean "{1}"?', word, closest);
  return t('no rule is called "{0}"; "{1}" lists them', word, `${PROGRAM} rules`);
}
