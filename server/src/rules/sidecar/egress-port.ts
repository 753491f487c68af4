import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, mapAt, textAt } from '../field-access.ts';
import { isPort, isSocket, portNumberOf } from '../listener-values.ts';

export default defineFieldRule({
  id: 'sidecar/egress-port',
  alias: 'sc-egress-port',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress[]'],
  docs: () => ({
    summary: t(
      'An egress listener with a port has a number between 1 and 65535, or listens at a Unix socket; Istio refuses anything else.',
    ),
    details: t(
      'Without a number the application must connect to a socket: `bind: unix:///run/egress.sock`. To take traffic to any port leave `port` out altogether, in the last listener.',
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
        protocol: HTTP
        name: http-egress
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
      hosts:
        - shop/*
`,
    sources: ['istio: pkg/config/validation/validation.go, validateSidecarEgressPortBindAndCaptureMode'],
  }),
  check({ node, where }, { report }) {
    if (node.kind !== 'map') return;
    const port = mapAt(node, 'port');
    const number = port && portNumberOf(port);
    if (!number || isPort(number.value)) return;
    const place = number.node ?? keyOf(node, 'port') ?? where;
    if (number.value !== 0) {
      report(place, t('{0} is no port; Istio takes numbers from 1 to 65535.', number.value));
      return;
    }
    const bind = textAt(node, 'bind');
    if (isSocket(bind?.value) || (isSet(node, 'bind') && !bind)) return;
    report(place, t('A port needs a number, unless "bind" is a Unix socket; Istio refuses it without.'));
  },
});
