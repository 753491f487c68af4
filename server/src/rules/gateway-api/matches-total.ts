import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, mapsIn, textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

const MAX_MATCHES = 128;

export default defineFieldRule({
  id: 'gateway-api/matches-total',
  alias: 'gwapi-http-rules',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.rules'],
  docs: () => ({
    summary: t('All rules of a route together have at most 128 matches; the API server refuses more.'),
    details: t(
      'Split the route into several: those with the same parents and hosts are merged. Names of rules, where they have one, should differ, since `sectionName` finds a rule by its name.',
    ),
    invalid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - name: whoami
      backendRefs:
        - name: whoami
          port: 80
    - name: whoami
      backendRefs:
        - name: whoami
          port: 80
`,
    valid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - name: whoami
      backendRefs:
        - name: whoami
          port: 80
    - name: whoami-v2
      backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httproutespec',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const names = new Map<string, ScalarNode>();
    let total = 0;
    for (const rule of mapsIn(node)) {
      const before = total;
      total += countAt(rule, 'matches');
      if (before <= MAX_MATCHES && total > MAX_MATCHES) {
        report(
          keyOf(rule, 'matches') ?? rule,
          t('With these the rules have more than {0} matches together; the API server refuses the route.', MAX_MATCHES),
        );
      }
      const name = textAt(rule, 'name');
      const first = name && names.get(name.value);
      if (!name) continue;
      if (!first) names.set(name.value, name.node);
      else {
        // The standard channel of the API takes it, the experimental one does not.
        report(
          name.node,
          t('Another rule has the name "{0}"; what refers to it means both or neither.', shown(name.value)),
          {
            severity: 'warning',
            related: [{ entry, node: first, message: t('the first one') }],
          },
        );
      }
    }
  },
});
