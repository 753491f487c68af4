import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt, numberAt, setPair } from '../field-access.ts';
import { removeFix, replaceField } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/minimum-ring-size-moved',
  alias: 'dr-hash-min-ring',
  severity: 'warning',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:consistentHash'],
  docs: () => ({
    summary: t(
      '`minimumRingSize` has moved into `ringHash`; Istio warns of the old place, and refuses it beside `ringHash` or `maglev`.',
    ),
    details: t(
      'The size belongs to one of the two ways of making the table: `ringHash: {minimumRingSize: 1024}`. A `maglev` table has a `tableSize` in its place.',
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
        httpHeaderName: x-user
        minimumRingSize: 2048
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
        ringHash:
          minimumRingSize: 2048
`,
    sources: ['istio: pkg/config/validation/validation.go, validateLoadBalancer'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const size = numberAt(node, 'minimumRingSize');
    const pair = size && setPair(node, 'minimumRingSize');
    if (!pair || size.value === 0) return;
    const algorithm = mapAt(node, 'ringHash') ? 'ringHash' : 'maglev';
    const place = mapAt(node, algorithm) && keyOf(node, algorithm);
    if (place) {
      report(pair.key, t('Istio refuses minimumRingSize beside {0}, which has a size of its own.', algorithm), {
        severity: 'error',
        related: [{ entry, node: place, message: t('"{0}" is set here', algorithm) }],
        fixes: () => removeFix(entry, node, 'minimumRingSize', true),
      });
      return;
    }
    report(pair.key, t('minimumRingSize is deprecated here; its place is in ringHash.'), {
      fixes: () => {
        const edit = replaceField(entry, node, 'minimumRingSize', 'ringHash', { minimumRingSize: size.value });
        return edit ? [{ title: t('Move to "{0}"', 'ringHash'), edits: [edit], isPreferred: true }] : [];
      },
    });
  },
});
