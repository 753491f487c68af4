import type { Problem, Severity } from '../problem.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { placeIn, type Rule, type RuleContext } from './define-rule.ts';

/** Severity by rule id; `off` switches a rule off. What is absent keeps the rule's own severity. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** The rules that are on, by kind, so that a resource meets only those that concern it. */
export class RuleSet {
  readonly #byKind = new Map<string, Rule[]>();
  readonly #settings: RuleSettings;

  constructor(rules: readonly Rule[], settings: RuleSettings = {}) {
    this.#settings = settings;
    for (const rule of rules) {
      if (this.#setting(rule) === 'off') continue;
      for (const kind of rule.kinds) {
        const ofKind = this.#byKind.get(kind);
        if (ofKind) ofKind.push(rule);
        else this.#byKind.set(kind, [rule]);
      }
    }
  }

  /**
   * What is wrong with the resource of `entry`. Text that is not well-formed is not judged. A rule that throws is
   * handed to `onCrash` and skipped.
   */
  check(
    entry: ResourceEntry,
    view: MeshView,
    onCrash: (rule: Rule, entry: ResourceEntry, error: unknown) => void,
  ): readonly Problem[] {
    const rules = entry.resource.isComplete ? this.#byKind.get(entry.resource.kind) : undefined;
    if (!rules) return NO_PROBLEMS;
    const problems: Problem[] = [];
    for (const rule of rules) {
      if (rule.findings !== undefined && entry.findings.length === 0) continue;
      const found: Problem[] = [];
      try {
        rule.check(entry.resource as never, this.#context(rule, entry, view, found));
        problems.push(...found);
      } catch (error) {
        onCrash(rule, entry, error);
      }
    }
    return problems;
  }

  #context(rule: Rule, entry: ResourceEntry, view: MeshView, found: Problem[]): RuleContext {
    return {
      entry,
      view,
      report: (node, message, options = {}) => {
        for (const related of options.related ?? []) view.readContent(related.entry);
        const setting = this.#setting(rule);
        found.push({
          rule: rule.id,
          severity: setting && setting !== 'off' ? setting : (options.severity ?? rule.severity),
          message,
          place: placeIn(entry.resource, { start: node.start, end: node.end }),
          related: (options.related ?? []).map((related) => ({
            place: placeIn(related.entry.resource, { start: related.node.start, end: related.node.end }),
            file: related.entry.file.uri,
            message: related.message,
          })),
          codes: rule.codes ?? [],
          rejects: rule.rejects ?? false,
          fixes: options.fixes ?? (() => []),
        });
      },
    };
  }

  #setting(rule: Rule): Severity | 'off' | undefined {
    return this.#settings[rule.id] ?? (rule.alias === undefined ? undefined : this.#settings[rule.alias]);
  }
}

const NO_PROBLEMS: readonly Problem[] = [];
