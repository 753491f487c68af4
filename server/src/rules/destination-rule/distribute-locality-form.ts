import { t } from '../../l10n.ts';
import { localityProblem } from '../../model/localities.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, entriesOf, isSet, mapAt, type Said, textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/distribute-locality-form',
  alias: 'dr-distribute-locality-shape',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting.distribute[]'],
  docs: () => ({
    summary: t(
      'A locality is `region/zone/subzone`, shorter, or with `*` at the end; Istio refuses empty parts and `*` elsewhere.',
    ),
    details: t(
      '`us-east` and `us-east/*` both mean the whole region, `us-east/zone-1` a zone of it, `*` everywhere. There is no way to name one zone in all regions. What follows a third slash belongs to the subzone.',
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
          - from: us-east/*/*
            to:
              us-east/zone-1/: 100
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
              us-east/zone-1: 100
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, validateLocalities'],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const check = (locality: Said<string>): void => {
      const problem = localityProblem(locality.value);
      if (!problem) return;
      const text = shown(locality.value);
      const message =
        problem === 'wildcard'
          ? t('"{0}" has a * that is not at the end; Istio refuses the locality.', text)
          : locality.value === ''
            ? t('This locality is empty; Istio refuses it.')
            : t('"{0}" has an empty part; Istio refuses the locality.', text);
      const meant = locality.value.replace(/^(\*|[^*]*?\/\*)(?:\/\*)+$/, '$1').replace(/^\/+|\/+$/g, '');
      report(locality.node, message, {
        fixes: () => (meant === '' || localityProblem(meant) ? [] : [changeFix(entry, locality.node, meant, true)]),
      });
    };
    const from = textAt(node, 'from');
    if (from) check(from);
    else if (!isSet(node, 'from') && !hasUnknownField(node, schema)) {
      report(where, t('This entry does not say where traffic comes from; Istio refuses it.'));
    }
    for (const { keyNode } of entriesOf(mapAt(node, 'to'))) {
      const key = asText(keyNode);
      if (key) check(key);
    }
  },
});
