import { t } from '../../l10n.ts';
import { pairOf } from '../../yaml/node-access.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf } from '../field-access.ts';

export default defineFieldRule({
  id: 'gateway/no-servers',
  alias: 'gw-servers-required',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:', 'Gateway:spec'],
  docs: () => ({
    summary: t('A Gateway opens at least one port; Istio refuses one without servers.'),
    details: t(
      'Each item of `servers` is a port that the selected gateway pods listen at, with the hosts that are served there. A Gateway without any does nothing.',
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
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateGateway'],
  }),
  check({ node, schema, where }, { report }) {
    if (node.kind !== 'map') return;
    const isRoot = schema.path === '';
    if (isRoot ? isSet(node, 'spec') : countAt(node, 'servers') > 0) return;
    // A value of another type is the schema's business.
    const written = keyOf(node, 'servers');
    if (written && pairOf(node, 'servers')?.value?.kind === 'scalar') return;
    const place = isRoot ? (pairOf(node, 'kind')?.key ?? where) : (written ?? where);
    report(place, t('A Gateway without servers listens nowhere; Istio refuses it.'));
  },
});
