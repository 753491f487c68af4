import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf, type Said } from '../field-access.ts';
import { bareHost, changeFixes, hostFault } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'gateway/invalid-host',
  alias: 'gw-host-format',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[].hosts'],
  docs: () => ({
    summary: t(
      'A host of a Gateway is `*`, a name with a dot or an IP address, perhaps after `namespace/`; Istio refuses anything else.',
    ),
    details: t(
      'Clients outside ask for full names, so a short name such as `whoami` is refused, as are URLs, ports and paths. A wildcard is a whole first label: `*.example.com`, not `*example.com`. Before the slash stands the namespace of the VirtualServices that may serve the host: a name, `.` for the own one or `*`.',
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
        - http://whoami.example.com
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
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateNamespaceSlashWildcardHostname',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#Server-hosts',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    for (const item of itemsOf(node)) {
      const host = asText(item);
      const message = host && faultOf(host.value);
      if (message) report(host.node, message, { fixes: () => fixesFor(entry, host) });
    }
  },
});

function faultOf(text: string): string | undefined {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  const namespace = slash < 0 ? undefined : text.slice(0, slash);
  if (bareHost(text) !== undefined) {
    return t('A host has no scheme, port or path; Istio refuses "{0}".', shown(text));
  }
  if (namespace === '') return t('Before the slash stands a namespace, "." or "*"; Istio refuses "{0}".', shown(text));
  if (namespace !== undefined && namespace !== '*' && namespace !== '.' && !isDnsLabel(namespace)) {
    return t('"{0}" is no namespace; Istio refuses it before the slash.', shown(namespace));
  }
  switch (hostFault(name, true)) {
    case 'short':
      return t('"{0}" has no dot; Istio refuses short names among the hosts of a Gateway.', shown(name));
    case 'partial-wildcard':
      return t('In "{0}" the wildcard is not a whole label; Istio takes "*.example.com" only.', shown(name));
    case 'form':
      return t('Istio refuses "{0}" as a host: it is no DNS name, wildcard or IP address.', shown(name));
    default:
      return undefined;
  }
}

function fixesFor(entry: ResourceEntry, { value, node }: Said<string>): Fix[] {
  const bare = bareHost(value);
  if (bare !== undefined) return changeFixes(entry, node, bare);
  const meant = value.replace(/^(.*\/)?\*-?(?=[^.*])/, '$1*.');
  if (meant !== value && faultOf(meant) === undefined) return changeFixes(entry, node, meant, false);
  const plain = value.replace(/^\//, '');
  return plain !== value && faultOf(plain) === undefined ? changeFixes(entry, node, plain) : [];
}
