/** Finds rules by what people call them. */
import { t } from '../l10n.ts';
import { type BookEntry, ruleBook } from '../rules/rule-book.ts';
import { CommandError, PROGRAM } from './command.ts';
import { closestTo } from './suggestions.ts';

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
