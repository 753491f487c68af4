import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/warmup-aggression',
  alias: 'dr-warmup',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:warmup'],
  docs: () => ({
    summary: t('The aggression of a warm-up is more than 0; Istio refuses 0.'),
    details: t(
      'It shapes how the share of a new endpoint grows: with 1 in step with time, with more fast at first, with less slowly at first. Without it, it is 1.',
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
      warmup:
        duration: 30s
        aggression: 0
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
      warmup:
        duration: 30s
        aggression: 2
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateLoadBalancer',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const aggression = numberAt(node, 'aggression');
    if (!aggression || aggression.value > 0) return;
    report(
      aggression.node,
      t('Istio refuses an aggression of {0}; it must be more than 0, and 1 means evenly.', aggression.value),
      {
        fixes: () => removeFix(entry, node, 'aggression', true),
      },
    );
  },
});
