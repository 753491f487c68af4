import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { bindFault, bindFixes, isSocket, portNumberOf } from '../listener-values.ts';

export default defineFieldRule({
  id: 'sidecar/egress-bind',
  alias: 'sc-egress-bind',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress[]'],
  docs: () => ({
    summary: t(
      'An egress listener with the number of a port listens at an IP address, one without at a Unix socket; Istio refuses any other `bind`.',
    ),
    details: t(
      'A socket has an absolute path (`unix:///run/egress.sock`) or an abstract name (`unix://@egress`) and captures nothing, so its `captureMode` is `DEFAULT` or `NONE`. Without a `port` the `bind` is not looked at.',
    ),
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
        name: http-egress
      bind: localhost
      hosts:
        - shop/*
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
        name: http-egress
      bind: 127.0.0.1
      hosts:
        - shop/*
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateSidecarEgressPortBindAndCaptureMode',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-bind',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const port = mapAt(node, 'port');
    const number = port && portNumberOf(port);
    const bind = number && textAt(node, 'bind');
    if (!bind || bind.value === '') return;
    if (number.value !== 0 && isSocket(bind.value)) {
      report(bind.node, t('A Unix socket has no port; Istio refuses it beside a number.'), {
        fixes: () => [...removeFix(entry, port, 'number'), ...removeFix(entry, node, 'bind')],
      });
      return;
    }
    // Without a number it must be a socket, which is said of the number.
    if (number.value === 0 && !isSocket(bind.value)) return;
    const message = bindFault(bind.value);
    if (message) report(bind.node, message, { fixes: () => bindFixes(entry, bind) });
    const mode = number.value === 0 ? textAt(node, 'captureMode') : undefined;
    if (mode?.value === 'IPTABLES') {
      report(mode.node, t('Traffic to a Unix socket is not captured; Istio refuses IPTABLES here.'), {
        fixes: () => removeFix(entry, node, 'captureMode', true),
      });
    }
  },
});
