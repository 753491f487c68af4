import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, numberAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'sidecar/target-port',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['listenerPort:'],
  docs: () => ({
    summary: t('The port of a listener has no `targetPort`; Istio refuses it.'),
    details: t(
      'Where traffic goes from an ingress listener is said by `defaultEndpoint`; from an egress listener it goes to the port that the host asked for has.',
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
        number: 8000
        protocol: HTTP
        name: http
        targetPort: 8080
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
    sources: ['istio: pkg/config/validation/validation.go, ValidateSidecar'],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map' || (numberAt(node, 'targetPort')?.value ?? 0) <= 0) return;
    report(keyOf(node, 'targetPort') ?? where, t('"targetPort" has no effect in a Sidecar; Istio refuses it.'), {
      fixes: () => removeFix(entry, node, 'targetPort', true),
    });
  },
});
