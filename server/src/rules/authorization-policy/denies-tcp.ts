import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, listAt, mapAt, mapsAt, wordAt } from '../field-access.ts';

/** What is known of a caller also without HTTP. */
const OF_CONNECTIONS = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'ipBlocks',
  'notIpBlocks',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
  'serviceAccounts',
  'notServiceAccounts',
] as const;

export default defineFieldRule({
  id: 'authorization-policy/denies-tcp',
  alias: 'ap-deny-http-only',
  severity: 'warning',
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec'],
  docs: () => ({
    summary: t('A DENY rule about HTTP alone also blocks every TCP connection; name the ports that it is for.'),
    details: t(
      'On a port that is not HTTP there are no paths, methods, hosts or tokens to look at. Istio plays safe: what a DENY rule says about them is taken as fulfilled, so the rule denies all connections to such ports. Put the HTTP ports of the workload into `operation.ports`.',
    ),
    invalid: `
//- whoami-deny.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-deny
spec:
  action: DENY
  rules:
    - to:
        - operation:
            paths: ["/admin/*"]
`,
    valid: `
//- whoami-deny.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-deny
spec:
  action: DENY
  rules:
    - to:
        - operation:
            paths: ["/admin/*"]
            ports: ["8080"]
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateAuthorizationPolicy'],
  }),
  check({ node: spec }, { report }) {
    if (spec.kind !== 'map' || wordAt(spec, 'action', 'ALLOW') !== 'DENY') return;
    for (const rule of mapsAt(spec, 'rules')) {
      const sources = clauses(rule, 'from', 'source');
      const operations = clauses(rule, 'to', 'operation');
      const isAboutHttp =
        operations.length > 0
          ? !operations.some((operation) => isGiven(operation, 'ports') || isGiven(operation, 'notPorts'))
          : sources.length > 0 && !sources.some((source) => OF_CONNECTIONS.some((field) => isGiven(source, field)));
      const place = isAboutHttp ? keyOf(rule, operations.length > 0 ? 'to' : 'from') : undefined;
      if (!place) continue;
      report(place, t('This rule looks at HTTP alone and names no ports; on TCP ports it denies every connection.'));
    }
  },
});

function clauses(rule: MapNode, list: string, field: string): MapNode[] {
  return mapsAt(rule, list).flatMap((item) => mapAt(item, field) ?? []);
}

/** Whether the list is there and not empty, as far as it can be known. */
function isGiven(map: MapNode, field: string): boolean {
  const list = listAt(map, field);
  return list ? list.items.length > 0 : isSet(map, field);
}
