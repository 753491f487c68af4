import { groupOf } from '../model/kinds.ts';
import type { Problem, Severity } from '../problem.ts';
import type { Finding } from '../schema/findings.ts';
import { type IstioRelease, NEWEST_RELEASE } from '../schema/istio-release.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import {
  placeIn,
  type ReportOptions,
  type Rule,
  type RuleContext,
  type Site,
  type SiteContext,
} from './define-rule.ts';

/** Severity by rule id; `off` switches a rule off. What is absent keeps the rule's own severity. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Told of a rule that threw. */
export type OnCrash = (rule: Rule, entry: ResourceEntry, error: unknown) => void;

/** The rules that concern one kind. */
interface KindRules {
  /** About what the schema walk finds: not asked where it found nothing. */
  readonly schema: Rule[];
  /** About the resource in its mesh. */
  readonly mesh: Rule[];
  /** Field rules by `structure:path`. */
  readonly byPlace: Map<string, Rule[]>;
  /** The same by what stands for the place, found once for each. */
  readonly bySchema: Map<SchemaNode, readonly Rule[]>;
}

/** The rules that are on, by kind, so that a resource meets only those that concern it. */
export class RuleSet {
  readonly #byKind = new Map<string, KindRules>();
  readonly #settings: RuleSettings;
  /** The release of Istio that is meant. */
  readonly release: IstioRelease;

  constructor(rules: readonly Rule[], settings: RuleSettings = {}, release: IstioRelease = NEWEST_RELEASE) {
    this.#settings = settings;
    this.release = release;
    for (const rule of rules) {
      if (this.#setting(rule) === 'off') continue;
      for (const kind of rule.kinds) this.#add(kind, rule);
    }
  }

  /**
   * What is wrong with the resource of `entry`. Text that is not well-formed is not judged. A rule that throws is
   * handed to `onCrash` and skipped.
   */
  check(entry: ResourceEntry, view: MeshView, onCrash: OnCrash): readonly Problem[] {
    const rules = entry.resource.isComplete ? this.#byKind.get(entry.resource.kind) : undefined;
    if (!rules) return NO_PROBLEMS;
    // What the text alone decides stays true for as long as the entry lives, whatever happens around it.
    let own = entry.ownProblems;
    if (own === undefined || entry.judge !== this) {
      own = this.#checkText(entry, rules, view, onCrash);
      entry.ownProblems = own;
      entry.judge = this;
    }
    if (rules.mesh.length === 0) return own;
    const problems = [...own];
    for (const rule of rules.mesh) this.#run(rule, entry, view, problems, onCrash);
    return problems.length === 0 ? NO_PROBLEMS : problems;
  }

  /** Problems of the schema's and the fields' rules. */
  #checkText(entry: ResourceEntry, rules: KindRules, view: MeshView, onCrash: OnCrash): readonly Problem[] {
    const sites: Site[] = [];
    const sitesRules: (readonly Rule[])[] = [];
    const findings = entry.walk(
      this.release,
      rules.byPlace.size === 0
        ? undefined
        : (schema, node, pair, where) => {
            const there = rulesAt(rules, schema);
            if (there.length === 0) return;
            sites.push({ node, schema, pair, where });
            sitesRules.push(there);
          },
    );
    const problems: Problem[] = [];
    if (findings.length > 0) for (const rule of rules.schema) this.#run(rule, entry, view, problems, onCrash);
    const reporter = new SiteReporter(this, entry, findings, problems);
    for (const [index, site] of sites.entries()) {
      for (const rule of sitesRules[index] ?? NO_RULES) {
        const before = problems.length;
        reporter.rule = rule;
        try {
          rule.checkSite?.(site, reporter);
        } catch (error) {
          problems.length = before;
          onCrash(rule, entry, error);
        }
      }
    }
    return problems.length === 0 ? NO_PROBLEMS : problems;
  }

  #run(rule: Rule, entry: ResourceEntry, view: MeshView, into: Problem[], onCrash: OnCrash): void {
    const before = into.length;
    const context: RuleContext = {
      entry,
      view,
      report: (node, message, options = {}) => {
        for (const related of options.related ?? []) view.readContent(related.entry);
        into.push(this.problem(rule, entry, node, message, options));
      },
    };
    try {
      rule.check?.(entry.resource as never, context);
    } catch (error) {
      into.length = before;
      onCrash(rule, entry, error);
    }
  }

  /** What a rule reports, as the settings will have it. */
  problem(rule: Rule, entry: ResourceEntry, node: RelativeRange, message: string, options: ReportOptions): Problem {
    const setting = this.#setting(rule);
    const severity = options.severity ?? rule.severity;
    const rejects = options.rejects ?? ((rule.rejects ?? false) && severity === 'error');
    return {
      rule: rule.id,
      severity: setting && setting !== 'off' ? setting : severity,
      message,
      place: placeIn(entry.resource, { start: node.start, end: node.end }),
      related: (options.related ?? []).map((related) => ({
        place: placeIn(related.entry.resource, { start: related.node.start, end: related.node.end }),
        file: related.entry.file.uri,
        message: related.message,
      })),
      codes: rule.codes ?? webhookCodes(rule, entry, severity, rejects),
      rejects,
      fixes: options.fixes ?? (() => []),
    };
  }

  #setting(rule: Rule): Severity | 'off' | undefined {
    return this.#settings[rule.id] ?? (rule.alias === undefined ? undefined : this.#settings[rule.alias]);
  }

  #add(kind: string, rule: Rule): void {
    let rules = this.#byKind.get(kind);
    if (!rules) {
      rules = { schema: [], mesh: [], byPlace: new Map(), bySchema: new Map() };
      this.#byKind.set(kind, rules);
    }
    if (rule.at === undefined) (rule.findings === undefined ? rules.mesh : rules.schema).push(rule);
    for (const place of rule.at ?? []) {
      const there = rules.byPlace.get(place);
      if (there) there.push(rule);
      else rules.byPlace.set(place, [rule]);
    }
  }
}

/** `istioctl analyze` reports what the webhook refuses and what it warns of under a code each. */
function webhookCodes(
  rule: Rule,
  { resource }: ResourceEntry,
  severity: Severity,
  rejects: boolean,
): readonly string[] {
  if (rule.at === undefined || !groupOf(resource.apiVersion).endsWith('.istio.io')) return NO_CODES;
  return rejects ? REFUSED_CODES : severity === 'warning' ? WARNED_CODES : NO_CODES;
}

const NO_CODES: readonly string[] = [];
const REFUSED_CODES: readonly string[] = ['IST0106'];
const WARNED_CODES: readonly string[] = ['IST0133'];

/** What field rules are handed: one for a resource, told which rule is speaking, so that a call costs no objects. */
class SiteReporter implements SiteContext {
  readonly entry: ResourceEntry;
  readonly release: IstioRelease;
  /** A function of its own: rules take it out of the context. */
  readonly report: SiteContext['report'];
  rule: Rule | undefined;

  constructor(rules: RuleSet, entry: ResourceEntry, findings: readonly Finding[], into: Problem[]) {
    this.entry = entry;
    this.release = rules.release;
    this.report = (node, message, options = {}) => {
      if (!this.rule || findings.some(({ range }) => overlap(range, node))) return;
      const problem = rules.problem(this.rule, entry, node, message, options);
      // What an alias stands for is walked once for each place it stands in.
      if (!into.some((other) => isSame(other, problem))) into.push(problem);
    };
  }
}

const NO_PROBLEMS: readonly Problem[] = [];
const NO_RULES: readonly Rule[] = [];

function rulesAt({ bySchema, byPlace }: KindRules, schema: SchemaNode): readonly Rule[] {
  let rules = bySchema.get(schema);
  if (rules === undefined) {
    rules = byPlace.get(`${schema.structure}:${schema.path}`) ?? NO_RULES;
    bySchema.set(schema, rules);
  }
  return rules;
}

function isSame(left: Problem, right: Problem): boolean {
  const [one, other] = [left.place.range, right.place.range];
  return (
    left.rule === right.rule && one.start === other.start && one.end === other.end && left.message === right.message
  );
}

/** Whether two ranges share a character, or are the same place. */
function overlap(left: RelativeRange, right: RelativeRange): boolean {
  return (left.start < right.end && right.start < left.end) || (left.start === right.start && left.end === right.end);
}
