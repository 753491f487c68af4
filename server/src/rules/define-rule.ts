/** The form of a rule: one file holds its id, severity, documentation, check and fixes. */
import type { KindName } from '../model/kinds.ts';
import type { ResourceBase, ResourceOfKind } from '../model/resource.ts';
import type { Fix, Place, Severity } from '../problem.ts';
import type { FindingCode } from '../schema/findings.ts';
import type { IstioRelease } from '../schema/istio-release.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { MapNode, PairNode, RelativeRange, SeqNode } from '../yaml/nodes.ts';

export interface RuleDocs {
  /** One sentence: what must hold, and what happens otherwise. */
  readonly summary: string;
  /** Markdown: why Istio behaves this way, and what to do. */
  readonly details: string;
  /** A fixture (`//- file` starts a file) in which the rule reports at least once. */
  readonly invalid: string;
  /** The same made right: the rule is silent. */
  readonly valid: string;
  /** Where in Istio's source or documentation the behaviour can be read. */
  readonly sources: readonly string[];
}

export interface RelatedResource {
  readonly entry: ResourceEntry;
  readonly node: RelativeRange;
  readonly message: string;
}

export interface ReportOptions {
  /** Instead of the rule's own severity, where the evidence is weaker or stronger. */
  readonly severity?: Severity;
  /** Whether this is refused; absent, everything that the rule itself calls an error is, if the rule `rejects`. */
  readonly rejects?: boolean;
  readonly related?: readonly RelatedResource[];
  readonly fixes?: () => readonly Fix[];
}

export interface RuleContext {
  /** The resource that is checked, in its place. */
  readonly entry: ResourceEntry;
  /** The mesh as the resource sees it. Every question is remembered, so that a changed answer brings the rule back. */
  readonly view: MeshView;
  /** Reports a problem at `node` of the checked resource. */
  readonly report: (node: RelativeRange, message: string, options?: ReportOptions) => void;
}

export interface Rule<K extends KindName = KindName> {
  /** `kind/what-is-wrong`, kebab-case. */
  readonly id: string;
  /** A second name by which `explain`, `--rule` and settings know it. */
  readonly alias?: string;
  readonly severity: Severity;
  readonly kinds: readonly K[];
  /**
   * Codes of other tools that report the same (`IST0101`, `KIA1107`). A field rule of an Istio kind that gives none answers to those under
   * which `istioctl analyze` says what the webhook says.
   */
  readonly codes?: readonly string[];
  /** True if Istio or the API server refuses what the rule reports. */
  readonly rejects?: boolean;
  /** For a rule about what the schema walk finds: the codes it puts into words. It is not asked where nothing was found. */
  readonly findings?: readonly FindingCode[];
  /** A function, so that the texts are made in the language chosen at start-up. */
  readonly docs: () => RuleDocs;
  /** Looks at one well-formed resource; must not look at other files except through `view`. */
  readonly check?: (resource: ResourceOfKind<K>, context: RuleContext) => void;
  /** For a rule about fields of one resource (define-field-rule.ts): where it is called, and what is called there. */
  readonly at?: readonly string[];
  readonly checkSite?: (site: Site, context: SiteContext) => void;
}

/** A map or list of a resource at which a field rule is called. */
export interface Site {
  readonly node: MapNode | SeqNode;
  /** The structure of the schema that it is: `structure` and `path` tell at which of the rule's places this is. */
  readonly schema: SchemaNode;
  /** The pair that it is the value of; `undefined` for the items of a list. */
  readonly pair: PairNode | undefined;
  /** What to point at when speaking of the whole: the key above, or the first key of a list's item. */
  readonly where: RelativeRange;
}

export interface SiteContext {
  readonly entry: ResourceEntry;
  /** The release of Istio that the person runs. */
  readonly release: IstioRelease;
  /** As for other rules; silent where the walk over the schema has found something at `node` already. */
  readonly report: (node: RelativeRange, message: string, options?: ReportOptions) => void;
}

/** A rule whose `check` is typed for the kinds it declares. */
export function defineRule<const K extends KindName>(rule: Rule<K>): Rule {
  return rule as unknown as Rule;
}

/** The place of `range` inside `resource`'s document. */
export function placeIn(resource: ResourceBase, range: RelativeRange): Place {
  return { document: resource.document, range };
}
