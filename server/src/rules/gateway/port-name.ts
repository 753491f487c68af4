import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { itemsOf, mapAt, numberAt, textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'gateway/port-name',
  alias: 'gw-port-name',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers'],
  docs: () => ({
    summary: t(
      'Each port of a Gateway has a name of its own; Istio refuses an empty name and one that stands there twice.',
    ),
    details: t(
      'The name tells the ports of one Gateway apart, in routes and in statistics. Two servers at the same port need two names as well, for example `https-whoami` and `https-shop`.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com

    - port:
        number: 8080
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com
`,
    valid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com

    - port:
        number: 8080
        name: http-admin
        protocol: HTTP
      hosts:
        - whoami.example.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateGateway',
      'istio: pkg/config/validation/validation.go, validateServerPort',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const first = new Map<string, ScalarNode>();
    for (const server of itemsOf(node)) {
      const port = server.kind === 'map' ? mapAt(server, 'port') : undefined;
      const name = textAt(port, 'name');
      if (!name) continue;
      if (name.value === '') {
        report(name.node, t('A port of a Gateway needs a name; Istio refuses an empty one.'));
        continue;
      }
      const before = first.get(name.value);
      if (!before) {
        first.set(name.value, name.node);
        continue;
      }
      report(
        name.node,
        t('Another port of this Gateway has the name "{0}" already; Istio refuses a second one.', shown(name.value)),
        {
          related: [{ entry, node: before, message: t('the first one') }],
          fixes: () => {
            const number = numberAt(port, 'number')?.value ?? first.size + 1;
            const meant = `${name.value}-${number}`;
            if (first.has(meant)) return [];
            return [
              { title: t('Change to "{0}"', meant), edits: [changeText(entry, name.node, meant)], isPreferred: true },
            ];
          },
        },
      );
    }
  },
});
