import { t } from '../../l10n.ts';
import { dereference, pairOf } from '../../yaml/node-access.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isOff, isSet, keyOf, textAt } from '../field-access.ts';
import { addFix, changeFix } from '../field-fixes.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/hash-without-key',
  alias: 'dr-hash-no-key',
  severity: 'warning',
  // The webhook says nothing of this.
  codes: [],
  kinds: ['DestinationRule'],
  at: ['loadBalancer:consistentHash'],
  docs: () => ({
    summary: t(
      'Consistent hashing needs something to hash; without it Istio accepts the rule, and Envoy picks endpoints at random.',
    ),
    details: t(
      'Requests with the same header, cookie, query parameter or client address go to the same endpoint: set one of `httpHeaderName`, `httpCookie`, `httpQueryParameterName` and `useSourceIp: true`. `ringHash` and `maglev` choose only how the table is made.',
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
      consistentHash:
        maglev:
          tableSize: 65537
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
      consistentHash:
        httpHeaderName: x-user
        maglev:
          tableSize: 65537
`,
    sources: [
      'istio: pilot/pkg/networking/core/route/route.go, consistentHashToHashPolicy',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map' || hasUnknownField(node, schema)) return;
    if (isSet(node, 'httpCookie') || !isOff(node, 'useSourceIp')) return;
    for (const field of ['httpHeaderName', 'httpQueryParameterName']) {
      if (isSet(node, field) && textAt(node, field)?.value !== '') return;
    }
    // Switched off, or an empty name: that is the place to mend.
    const empty = keyOf(node, 'useSourceIp') ?? keyOf(node, 'httpHeaderName') ?? keyOf(node, 'httpQueryParameterName');
    report(empty ?? where, t('Nothing says what to hash; Envoy picks endpoints at random.'), {
      fixes: () => {
        const off = dereference(pairOf(node, 'useSourceIp')?.value);
        if (off?.kind === 'scalar' && isSet(node, 'useSourceIp')) return [changeFix(entry, off, true)];
        return empty ? [] : addFix(entry, node, 'useSourceIp', true);
      },
    });
  },
});
