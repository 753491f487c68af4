import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removePair } from '../edits.ts';
import { asNumber, entriesOf } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/distribute-share-out-of-range',
  alias: 'dr-distribute-weight-range',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting.distribute[].to'],
  docs: () => ({
    summary: t('Each share of traffic is a percentage from 1 to 100; Istio refuses others.'),
    details: t('A locality that is to get nothing is left out: what is named in no `to` gets no traffic.'),
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
              us-east/*: 100
              us-west/*: 0
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
          - from: us-east/*
            to:
              us-east/*: 100
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const { key, pair, value } of entriesOf(node)) {
      const share = asNumber(value);
      if (!share || (share.value >= 1 && share.value <= 100)) continue;
      const message =
        share.value === 0
          ? t('Istio refuses a share of 0; what is left out gets no traffic.')
          : t('A share of {0} is out of range; Istio takes 1 to 100.', share.value);
      report(share.node, message, {
        fixes: () => {
          const edit = share.value === 0 && node.pairs.length > 1 ? removePair(entry, node, pair) : undefined;
          return edit ? [{ title: t('Remove "{0}"', shown(key)), edits: [edit], isPreferred: true }] : [];
        },
      });
    }
  },
});
