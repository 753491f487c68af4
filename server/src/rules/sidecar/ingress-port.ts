import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt } from '../field-access.ts';
import { isPort, portNumberOf } from '../listener-values.ts';

export default defineFieldRule({
  id: 'sidecar/ingress-port',
  alias: 'sc-ingress-port',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t('An ingress listener has a port between 1 and 65535; Istio refuses any other.'),
    details: t(
      'It is the port at which the workload is reached, that of the WorkloadEntry or container. The traffic goes on to `defaultEndpoint`.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  ingress:
    - port:
        protocol: HTTP
        name: http
      defaultEndpoint: 127.0.0.1:8080
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  ingress:
    - port:
        number: 8000
        protocol: HTTP
        name: http
      defaultEndpoint: 127.0.0.1:8080
`,
    sources: ['istio: pkg/config/validation/validation.go, validateSidecarIngressPortAndBind'],
  }),
  check({ node, where }, { report }) {
    if (node.kind !== 'map') return;
    const port = mapAt(node, 'port');
    const number = port && portNumberOf(port);
    if (!number || isPort(number.value)) return;
    report(
      number.node ?? keyOf(node, 'port') ?? where,
      number.value === 0
        ? t('An ingress listener needs the number of its port; Istio refuses it without.')
        : t('{0} is no port; Istio takes numbers from 1 to 65535.', number.value),
    );
  },
});
