import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/port-policy-without-port',
  alias: 'dr-port-policy-port',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['trafficPolicy:portLevelSettings[]'],
  docs: () => ({
    summary: t('Settings of a port say which port they are for; Istio refuses them otherwise.'),
    details: t(
      'The number is the one of the Service or ServiceEntry (`ports[].number`), not the port at which a VM or pod listens. What is to hold for all ports stands beside `portLevelSettings`, and ports with settings of their own do not inherit it.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    portLevelSettings:
      - loadBalancer:
          simple: ROUND_ROBIN
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    portLevelSettings:
      - port:
          number: 80
        loadBalancer:
          simple: ROUND_ROBIN
`,
    sources: ['istio: pkg/config/validation/validation.go, validatePortTrafficPolicies'],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map' || isSet(node, 'port') || hasUnknownField(node, schema)) return;
    report(where, t('These settings name no port; Istio refuses the policy.'), {
      fixes: () => addFix(entry, node, 'port', { number: 80 }),
    });
  },
});
