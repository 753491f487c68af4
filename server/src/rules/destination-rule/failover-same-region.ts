import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt, wordAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/failover-same-region',
  alias: 'dr-failover-same',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting.failover[]'],
  docs: () => ({
    summary: t('Failover goes to another region; Istio refuses an entry whose `from` and `to` are the same.'),
    details: t(
      'Within a region Istio moves on to other zones by itself, without an entry. An entry that says neither `from` nor `to` is refused for the same reason.',
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
      localityLbSetting:
        failover:
          - from: us-east
            to: us-east
    outlierDetection:
      interval: 10s
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
      localityLbSetting:
        failover:
          - from: us-east
            to: us-west
    outlierDetection:
      interval: 10s
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting'],
  }),
  check({ node, schema, where }, { report }) {
    if (node.kind !== 'map') return;
    const from = wordAt(node, 'from', '');
    const to = wordAt(node, 'to', '');
    // What is no region is said by itself.
    if (from === undefined || from !== to || /[/*]/.test(from) || hasUnknownField(node, schema)) return;
    if (from === '') report(where, t('This failover names no regions; Istio refuses it.'));
    else {
      const place = textAt(node, 'to')?.node ?? where;
      report(place, t('This failover goes from "{0}" to itself; Istio refuses it.', shown(from)));
    }
  },
});
