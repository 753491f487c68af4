import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapsIn, numberAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'service/port-repeated',
  severity: 'error',
  rejects: true,
  kinds: ['Service'],
  at: ['Service:spec.ports'],
  docs: () => ({
    summary: t('A Service has each port once for a protocol; the API server refuses a second one.'),
    details: t(
      'Two names for one port are of no use: clients ask for the number. If two target ports are meant, give one of them another `port`.',
    ),
    invalid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 80
      name: http
      targetPort: 8080
    - port: 80
      name: http-admin
      targetPort: 8081
`,
    valid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 80
      name: http
      targetPort: 8080
    - port: 81
      name: http-admin
      targetPort: 8081
`,
    sources: ['kubernetes: pkg/apis/core/validation/validation.go, ValidateService'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const first = new Map<string, ScalarNode>();
    for (const port of mapsIn(node)) {
      const number = numberAt(port, 'port');
      const protocol = wordAt(port, 'protocol', 'TCP');
      if (!number || protocol === undefined) continue;
      const key = `${protocol}/${number.value}`;
      const before = first.get(key);
      if (!before) first.set(key, number.node);
      else {
        report(number.node, t('The Service has port {0} already; the API server refuses a second one.', number.value), {
          related: [{ entry, node: before, message: t('the first one') }],
        });
      }
    }
  },
});
