/** All that a finding's `rule` can name: the rules, and what can be wrong with the YAML itself. */
import type { Severity } from '../problem.ts';
import type { RuleDocs } from './define-rule.ts';
import { RULES } from './registry.generated.ts';
import { YAML_RULES } from './yaml-rules.ts';

export interface BookEntry {
  readonly id: string;
  readonly alias?: string;
  readonly severity: Severity;
  readonly kinds?: readonly string[];
  readonly codes?: readonly string[];
  readonly rejects?: boolean;
  readonly docs: () => RuleDocs;
}

/** Every entry, sorted by id. */
export function ruleBook(): readonly BookEntry[] {
  return [...RULES, ...YAML_RULES].sort((left, right) => (left.id < right.id ? -1 : 1));
}
