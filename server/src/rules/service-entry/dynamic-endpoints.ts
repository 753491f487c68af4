import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'service-entry/dynamic-endpoints',
  alias: 'se-dynamic-endpoints',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('With resolution DYNAMIC_DNS there are no endpoints; Istio refuses the two together.'),
    details: t(
      'The proxy looks up the host of each request and sends it there. Where the machines are known, use `STATIC` or `DNS`.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  endpoints:
    - address: 172.29.9.61
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: DYNAMIC_DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: DYNAMIC_DNS
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateServiceEntry',
      'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
    ],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map' || countAt(node, 'endpoints') === 0 || wordAt(node, 'resolution', 'NONE') !== 'DYNAMIC_DNS')
      return;
    report(
      keyOf(node, 'endpoints') ?? node,
      t(
        'There are endpoints, but with resolution DYNAMIC_DNS each request says where it goes; Istio refuses the two together.',
      ),
      { fixes: () => removeFix(entry, node, 'endpoints', true) },
    );
  },
});
