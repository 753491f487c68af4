import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportLabels } from '../endpoint-values.ts';

export default defineFieldRule({
  id: 'virtual-service/source-label-form',
  alias: 'vs-match-source-labels',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: [
    'VirtualService:spec.http[].match[].sourceLabels',
    'VirtualService:spec.tls[].match[].sourceLabels',
    'VirtualService:spec.tcp[].match[].sourceLabels',
  ],
  docs: () => ({
    summary: t('Labels of callers are such as Kubernetes has them; Istio refuses others.'),
    details: t(
      'A key is a name of up to 63 letters, digits, `-`, `_` and `.`, perhaps after a DNS name and a slash; a value is of the same characters or empty. Both start and end with a letter or digit, and there are no wildcards.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - match:
        - sourceLabels:
            app: "client-*"
      route:
        - destination:
            host: whoami.internal.com
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - match:
        - sourceLabels:
            app: client-v1
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/labels/instance.go, Validate',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-source_labels',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind === 'map') reportLabels(node, report);
  },
});
