import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';

export default defineSchemaRule({
  id: 'schema/wrong-length',
  findings: ['wrong-length'],
  docs: () => ({
    summary: t(
      'Text must not be longer than its field allows, nor empty where something must stand; the API server refuses it otherwise.',
    ),
    details: t('Characters are counted, not bytes. Names and label values end at 63 characters, host names at 253.'),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  workloadSelector:
    matchLabels:
      app: this-value-has-many-more-characters-than-the-sixty-three-that-a-label-may-have
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  workloadSelector:
    matchLabels:
      app: whoami
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report({ range, length, minimum, maximum }, { report }) {
    if (length === 0) report(range, t('This is empty, and the API server refuses it: something must stand here.'));
    else if (maximum !== undefined && length > maximum) {
      report(range, t('This has {0} characters; the API server takes at most {1} here.', length, maximum));
    } else report(range, t('This has {0} characters; the API server takes at least {1} here.', length, minimum ?? 1));
  },
});
