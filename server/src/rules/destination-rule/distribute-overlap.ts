import { t } from '../../l10n.ts';
import { localityProblem, overlappingLocalities } from '../../model/localities.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, entriesOf, itemsOf, type Said, textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/distribute-overlap',
  alias: 'dr-distribute-overlap',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting.distribute', 'loadBalancer:localityLbSetting.distribute[].to'],
  docs: () => ({
    summary: t('Localities of one list lie apart; Istio refuses two of which the one lies in the other.'),
    details: t(
      'This holds for the `from` of all entries and for the keys of each `to`: `us-east` holds `us-east/zone-1`, and `*` holds everything. Istio misses a `*` that comes after something narrower (`us-east/zone-1`, then `us-east/*`); the first entry that fits then counts. The keys of `to` have no order for Istio, so there it refuses such a pair at times, and at times not.',
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
        distribute:
          - from: us-east/*
            to:
              us-east/*: 80
              us-west/*: 20
          - from: us-east/zone-1
            to:
              us-east/zone-1: 100
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
        distribute:
          - from: us-east/zone-2
            to:
              us-east/*: 80
              us-west/*: 20
          - from: us-east/zone-1
            to:
              us-east/zone-1: 100
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, validateLocalities'],
  }),
  check({ node }, { entry, report }) {
    const localities = (
      node.kind === 'seq'
        ? itemsOf(node).flatMap((item) => (item.kind === 'map' ? (textAt(item, 'from') ?? []) : []))
        : entriesOf(node).flatMap(({ keyNode }) => asText(keyNode) ?? [])
    ).filter(({ value }) => localityProblem(value) === undefined);
    if (localities.length < 2) return;
    const isOrdered = node.kind === 'seq';
    for (const { earlier, later, isRefused } of overlappingLocalities(localities)) {
      const isAlwaysRefused = isOrdered ? isRefused : isRefused && isRefusedTheOtherWay(earlier, later);
      const names = [shown(later.value), shown(earlier.value)] as const;
      const message = isAlwaysRefused
        ? t('"{0}" overlaps with "{1}"; Istio refuses that.', ...names)
        : isOrdered
          ? t('"{0}" holds "{1}", which comes first; the first that fits counts.', ...names)
          : t('"{0}" overlaps with "{1}"; Istio refuses that at times, as it reads them in no fixed order.', ...names);
      report(later.node, message, {
        severity: isOrdered && !isRefused ? 'warning' : 'error',
        related: [{ entry, node: earlier.node, message: t('"{0}" stands here', shown(earlier.value)) }],
      });
    }
  },
});

function isRefusedTheOtherWay(earlier: Said<string>, later: Said<string>): boolean {
  return overlappingLocalities([later, earlier]).some(({ isRefused }) => isRefused);
}
