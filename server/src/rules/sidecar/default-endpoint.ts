import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, textAt } from '../field-access.ts';
import { changeFixes, isPort, isSocket, isSocketAddress } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

const HOSTS: ReadonlySet<string> = new Set(['', '127.0.0.1', '0.0.0.0', '::1', '::']);

export default defineFieldRule({
  id: 'sidecar/default-endpoint',
  alias: 'sc-ingress-default-endpoint',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t(
      'The traffic of an ingress listener goes to a port of the own machine or to a Unix socket; Istio refuses any other `defaultEndpoint`.',
    ),
    details: t(
      'Write `127.0.0.1:8080` for the loopback address, `0.0.0.0:8080` for the address of the workload, `[::1]:8080` or `[::]:8080` for the same with IPv6, or `unix:///run/app.sock`. Names such as `localhost` are not looked up.',
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
      defaultEndpoint: localhost:8080
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
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateSidecar',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-default_endpoint',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !isSet(node, 'port')) return;
    const endpoint = textAt(node, 'defaultEndpoint');
    if (!endpoint || endpoint.value === '' || isEndpoint(endpoint.value)) return;
    report(
      endpoint.node,
      t(
        '"{0}" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".',
        shown(endpoint.value),
      ),
      {
        fixes: () => {
          const port = /^(?:[a-z]+:\/\/)?(?:localhost|127\.[0-9.]+|\*)?:?([0-9]+)\/?$/i.exec(endpoint.value)?.[1];
          const meant = `127.0.0.1:${port}`;
          if (port !== undefined && isEndpoint(meant)) return changeFixes(entry, endpoint.node, meant);
          const unbracketed = /^(::1?):([0-9]+)$/.exec(endpoint.value);
          return unbracketed ? changeFixes(entry, endpoint.node, `[${unbracketed[1]}]:${unbracketed[2]}`) : [];
        },
      },
    );
  },
});

/** What Go splits into host and port, with one of the hosts that mean the own machine. */
function isEndpoint(text: string): boolean {
  if (isSocket(text)) return isSocketAddress(text);
  const [, inBrackets, plain = '', port = ''] = /^(?:\[([^\][]*)\]|([^\][:]*)):([^\][:]*)$/.exec(text) ?? [];
  return HOSTS.has(inBrackets ?? plain) && /^[-+]?[0-9]+$/.test(port) && isPort(Number(port));
}
