/**
 * Rules about the fields of one resource: what istiod's webhook refuses or warns of, and what else its text alone decides.
 *
 * The one walk along the schema calls them, so that a rule costs nothing where its field is not there, and holds wherever the
 * structure is used: `at: ['connectionPool:http']` is in each trafficPolicy of a DestinationRule and in a Sidecar. A place is
 * written `structure:path`: the structure is a kind or a name of `schemas/istio/shared.json`, the path starts at the
 * structure's root (`DestinationRule:spec.subsets[]`, `loadBalancer:localityLbSetting.failover[]`, `trafficPolicy:` for the
 * structure itself) and leads to a map or a list. Scalars are looked at from the map that holds them.
 *
 * Read values with field-access.ts: what is null or of a wrong type is absent there. Where the walk has found something
 * (the API server's part comes first), reports on the same place are silent.
 */
import type { KindName } from '../model/kinds.ts';
import type { Severity } from '../problem.ts';
import { defineRule, type Rule, type RuleDocs, type Site, type SiteContext } from './define-rule.ts';

export interface FieldRule {
  readonly id: string;
  readonly alias?: string;
  readonly severity: Severity;
  readonly kinds: readonly KindName[];
  /** `structure:path` of each map or list that `check` is called with. */
  readonly at: readonly string[];
  readonly codes?: readonly string[];
  /** True if Istio or the API server refuses what the rule reports as an error. */
  readonly rejects?: boolean;
  readonly docs: () => RuleDocs;
  readonly check: (site: Site, context: SiteContext) => void;
}

/** A rule that is called at places of the schema. */
export function defineFieldRule({ check, ...rule }: FieldRule): Rule {
  return defineRule({ ...rule, checkSite: check });
}
