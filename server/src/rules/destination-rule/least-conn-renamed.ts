import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/least-conn-renamed',
  alias: 'dr-lb-least-conn',
  severity: 'hint',
  kinds: ['DestinationRule'],
  at: ['loadBalancer:'],
  docs: () => ({
    summary: t('`LEAST_CONN` is the old name of `LEAST_REQUEST`.'),
    details: t(
      'Istio treats the two alike: of two endpoints picked at random the one with fewer open requests gets the next one. The new name says what is counted, and is what Istio does when nothing is set.',
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
    loadBalancer:
      simple: LEAST_CONN
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
    loadBalancer:
      simple: LEAST_REQUEST
`,
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-SimpleLB',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const simple = textAt(node, 'simple');
    if (simple?.value !== 'LEAST_CONN') return;
    report(simple.node, t('LEAST_CONN is the old name of LEAST_REQUEST, which means the same.'), {
      fixes: () => [changeFix(entry, simple.node, 'LEAST_REQUEST', true)],
    });
  },
});
