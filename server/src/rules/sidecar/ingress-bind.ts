import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { bindFault, bindFixes, isSocket } from '../listener-values.ts';

export default defineFieldRule({
  id: 'sidecar/ingress-bind',
  alias: 'sc-ingress-bind',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t('An ingress listener listens at an IP address; Istio refuses anything else in `bind`.'),
    details: t(
      'Leave `bind` out to listen at the addresses of the workload. A Unix socket can only be where the traffic goes to: `defaultEndpoint: unix:///run/app.sock`.',
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
      bind: unix:///run/app.sock
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
      defaultEndpoint: unix:///run/app.sock
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateSidecarIngressPortAndBind',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-bind',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !isSet(node, 'port')) return;
    const bind = textAt(node, 'bind');
    if (!bind) return;
    if (isSocket(bind.value)) {
      report(bind.node, t('An ingress listener has a port; Istio refuses a Unix socket as its address.'), {
        fixes: () => removeFix(entry, node, 'bind'),
      });
      return;
    }
    const message = bindFault(bind.value);
    if (message) report(bind.node, message, { fixes: () => bindFixes(entry, bind) });
  },
});
