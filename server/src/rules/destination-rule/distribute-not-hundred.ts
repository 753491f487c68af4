import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeValue } from '../edits.ts';
import { asNumber, entriesOf, isSet, keyOf, mapAt, type Said } from '../field-access.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/distribute-not-hundred',
  alias: 'dr-distribute-sum',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting.distribute[]'],
  docs: () => ({
    summary: t('The shares to which traffic from one locality is distributed add up to 100; Istio refuses other sums.'),
    details: t(
      'The numbers under `to` are percentages, not weights. Whatever lies in no key of `to` gets nothing. The key `*` stands for everywhere, so it is the only one.',
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
              us-west/*: 10
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
              us-east/*: 80
              us-west/*: 20
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting'],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const to = mapAt(node, 'to');
    if (!to) {
      if (isSet(node, 'to') || hasUnknownField(node, schema)) return;
      report(where, t('This distributes to no locality; Istio refuses it, since the shares must add up to 100.'));
      return;
    }
    const entries = entriesOf(to);
    const shares = entries.flatMap(({ value }) => asNumber(value) ?? []);
    if (shares.length < entries.length) return;
    // One that is out of range is said by itself.
    if (shares.some(({ value }) => value < 1 || value > 100)) return;
    const sum = shares.reduce((total, { value }) => total + value, 0);
    if (sum === 100) return;
    report(keyOf(node, 'to') ?? where, t('These shares add up to {0}; Istio refuses anything but 100.', sum), {
      fixes: () => scaleFix(entry, shares, sum),
    });
  },
});

/** Shares in the same proportion, where that gives whole numbers: 8 and 2 become 80 and 20. */
function scaleFix(entry: ResourceEntry, shares: readonly Said<number>[], sum: number): Fix[] {
  const scaled = shares.map(({ node, value }) => ({ node, value: (value * 100) / sum }));
  if (scaled.length === 0 || scaled.some(({ value }) => !Number.isInteger(value))) return [];
  const edits = scaled.map(({ node, value }) => changeValue(entry, node, value));
  const [only] = scaled;
  const title =
    scaled.length === 1 && only
      ? t('Change to "{0}"', only.value)
      : t('Change the shares to {0}', scaled.map(({ value }) => value).join(', '));
  return [{ title, edits, isPreferred: scaled.length === 1 }];
}
