import { ruleBook } from '../rules/rule-book.ts';
import { rulePage } from '../rules/rule-page.ts';

/** All there is to know about the rule with this id, in Markdown; `undefined` if there is no such rule. */
export function provideRulePage(id: string): string | undefined {
  const entry = ruleBook().find((candidate) => candidate.id === id);
  return entry && rulePage(entry);
}
