import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { itemsOf, mapAt, textAt } from '../field-access.ts';
import { isSocket, portNumberOf } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'sidecar/egress-port-repeated',
  alias: 'sc-egress-port-unique',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress'],
  docs: () => ({
    summary: t(
      'Each port, or Unix socket, has one listener under `egress`; Istio refuses a second one, whatever its `bind`.',
    ),
    details: t('Put the hosts of both into one listener.'),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - port:
        number: 9080
        protocol: HTTP
        name: http-shop
      hosts:
        - shop/*
    - port:
        number: 9080
        protocol: HTTP
        name: http-own
      hosts:
        - ./*
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - port:
        number: 9080
        protocol: HTTP
        name: http-shop
      hosts:
        - shop/*
      - ./*
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateSidecar'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const ports = new Map<number, ScalarNode>();
    const sockets = new Map<string, ScalarNode>();
    for (const listener of itemsOf(node)) {
      const port = listener.kind === 'map' ? mapAt(listener, 'port') : undefined;
      const number = port && portNumberOf(port);
      if (!number || listener.kind !== 'map') continue;
      const bind = textAt(listener, 'bind');
      if (number.value === 0) {
        if (!bind || !isSocket(bind.value)) continue;
        const first = sockets.get(bind.value);
        if (!first) sockets.set(bind.value, bind.node);
        else {
          report(
            bind.node,
            t('Another listener has the socket {0} already; Istio refuses a second one.', shown(bind.value)),
            {
              related: [{ entry, node: first, message: t('the first one') }],
            },
          );
        }
      } else if (number.node) {
        const first = ports.get(number.value);
        if (!first) ports.set(number.value, number.node);
        else {
          report(
            number.node,
            t('Another listener has the port {0} already; Istio refuses a second one.', number.value),
            {
              related: [{ entry, node: first, message: t('the first one') }],
            },
          );
        }
      }
    }
  },
});
