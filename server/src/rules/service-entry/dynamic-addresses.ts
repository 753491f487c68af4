import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, textsAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'service-entry/dynamic-addresses',
  alias: 'se-dynamic-addresses',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('With resolution DYNAMIC_DNS there are no addresses; Istio refuses the two together.'),
    details: t('The proxy looks up the host of each request and sends it there. Routes are made from the hosts alone.'),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  addresses:
    - 240.240.0.1
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
    if (node.kind !== 'map' || countAt(node, 'addresses') === 0 || wordAt(node, 'resolution', 'NONE') !== 'DYNAMIC_DNS')
      return;
    // Ranges are refused for every kind of lookup, and that is said where they stand.
    if (textsAt(node, 'addresses').some(({ value }) => value.includes('/'))) return;
    report(
      keyOf(node, 'addresses') ?? node,
      t(
        'There are addresses, but with resolution DYNAMIC_DNS each request says where it goes; Istio refuses the two together.',
      ),
      { fixes: () => removeFix(entry, node, 'addresses', true) },
    );
  },
});
