/** Rules about what the schema walk finds: the walk has looked, the rule says it in words and offers fixes. */
import type { KindName } from '../model/kinds.ts';
import type { FindingCode, FindingOf } from '../schema/findings.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { defineRule, type Rule, type RuleContext, type RuleDocs } from './define-rule.ts';

/** The kinds that have a schema. */
export const SCHEMA_KINDS: readonly KindName[] = [
  'AuthorizationPolicy',
  'DestinationRule',
  'EnvoyFilter',
  'Gateway',
  'PeerAuthentication',
  'ProxyConfig',
  'RequestAuthentication',
  'ServiceEntry',
  'Sidecar',
  'Telemetry',
  'TrafficExtension',
  'VirtualService',
  'WasmPlugin',
  'WorkloadEntry',
  'WorkloadGroup',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'HTTPRoute',
  'Job',
  'KubernetesGateway',
  'Namespace',
  'Pod',
  'ReplicaSet',
  'Service',
  'ServiceAccount',
  'StatefulSet',
];

export interface SchemaRule<C extends FindingCode> {
  readonly id: string;
  readonly alias?: string;
  readonly findings: readonly C[];
  readonly docs: () => RuleDocs;
  /** Reports one finding. The API server refuses the resource for every one of them. */
  readonly report: (finding: FindingOf<C>, context: RuleContext) => void;
}

/** A rule that is told each finding with one of its codes. */
export function defineSchemaRule<const C extends FindingCode>(rule: SchemaRule<C>): Rule {
  const { report, ...rest } = rule;
  const codes: ReadonlySet<FindingCode> = new Set<FindingCode>(rule.findings);
  return defineRule({
    ...rest,
    severity: 'error',
    kinds: SCHEMA_KINDS,
    rejects: true,
    check(_, context) {
      for (const finding of context.entry.findings) {
        if (codes.has(finding.code)) report(finding as FindingOf<C>, context);
      }
    },
  });
}

/** Whether the schema walk found nothing inside `node`, so that a rule of a later stage may speak of it. */
export function isSound({ findings }: ResourceEntry, node: RelativeRange): boolean {
  return !findings.some(({ range }) => node.start <= range.start && range.end <= node.end);
}
