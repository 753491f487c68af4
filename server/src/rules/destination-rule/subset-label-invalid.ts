import { t } from '../../l10n.ts';
import { isLabelKey, isLabelValue } from '../../model/text-forms.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, entriesOf } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/subset-label-invalid',
  alias: 'dr-subset-labels',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec.subsets[].labels'],
  docs: () => ({
    summary: t('A subset picks endpoints by labels; Istio refuses keys and values that no label can have.'),
    details: t(
      'Names and values are letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit; a name has 63 characters at most and may follow a DNS name and a slash (`example.com/version`). There are no patterns: each value is compared to the letter. A subset without labels means all endpoints of the host.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: v1
      labels:
        version: v1*
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: v1
      labels:
        version: v1
`,
    sources: ['istio: pkg/config/labels/instance.go, Validate'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const { key, keyNode, value } of entriesOf(node)) {
      if (!isLabelKey(key) && asText(keyNode)) {
        report(keyNode, t('"{0}" cannot be the key of a label; Istio refuses the subset.', shown(key)), {
          fixes: () => (isLabelKey(key.trim()) ? [changeFix(entry, keyNode, key.trim(), true)] : []),
        });
      }
      const text = asText(value);
      if (!text || isLabelValue(text.value)) continue;
      const trimmed = text.value.trim();
      report(
        text.node,
        trimmed.includes('*')
          ? t('Labels are compared to the letter, and "{0}" cannot be the value of one.', shown(text.value))
          : t('"{0}" cannot be the value of a label; Istio refuses the subset.', shown(text.value)),
        { fixes: () => (isLabelValue(trimmed) ? [changeFix(entry, text.node, trimmed, true)] : []) },
      );
    }
  },
});
