import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isDelegate } from '../route-values.ts';
import { listOf } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/delegate-beyond-http',
  alias: 'vs-delegate-fields',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec'],
  docs: () => ({
    summary: t(
      'A VirtualService without hosts is a delegate and has http rules only; Istio refuses gateways, tls and tcp there.',
    ),
    details: t(
      'A delegate is named by `http[].delegate` of another VirtualService and takes its hosts and gateways from there. If this one is not meant to be a delegate, its `hosts` are missing.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  gateways:
    - whoami-gateway
  http:
    - route:
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
  gateways:
    - whoami-gateway
  http:
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateVirtualService',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const fields = ['gateways', 'tls', 'tcp'].filter((field) => countAt(node, field) > 0);
    const [first] = fields;
    if (first === undefined || !isDelegate(node) || hasUnknownField(node, schema)) return;
    report(
      keyOf(node, first) ?? where,
      t(
        'Without hosts a VirtualService is a delegate, which has http rules only; Istio refuses {0} here.',
        listOf(fields),
      ),
      { fixes: () => (fields.length === 1 ? removeFix(entry, node, first) : []) },
    );
  },
});
