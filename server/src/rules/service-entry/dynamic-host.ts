import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textsAt, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/dynamic-host',
  alias: 'se-dynamic-host',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('With resolution DYNAMIC_DNS each host starts with a wildcard; Istio refuses any other.'),
    details: t(
      'The proxy looks up the name that each request has, which makes sense only for names that are not known before. A single name is looked up with `DNS`.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
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
    if (node.kind !== 'map' || wordAt(node, 'resolution', 'NONE') !== 'DYNAMIC_DNS') return;
    for (const host of textsAt(node, 'hosts')) {
      if (host.value.startsWith('*')) continue;
      report(
        host.node,
        t('"{0}" has no wildcard in front; Istio refuses it with resolution DYNAMIC_DNS.', shown(host.value)),
        {
          fixes: () =>
            setFix(
              entry,
              node,
              'resolution',
              'DNS',
              textsAt(node, 'hosts').every(({ value }) => !value.startsWith('*')),
            ),
        },
      );
    }
  },
});
