import { t } from '../../l10n.ts';
import { isIp } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { asText, itemsOf, type Said, textAt } from '../field-access.ts';
import { bareHost, changeFixes } from '../listener-values.ts';
import { isHostname } from '../route-hostnames.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'gateway-api/hostname',
  alias: 'gwapi-hostnames',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute', 'KubernetesGateway'],
  at: ['HTTPRoute:spec.hostnames', 'Gateway:spec.listeners[]', 'routeFilter:requestRedirect', 'routeFilter:urlRewrite'],
  docs: () => ({
    summary: t(
      'A host name is in lower case and has neither scheme nor port nor path; the API server refuses others. A wildcard is its whole first label.',
    ),
    details: t(
      'Clients send the host in the Host header, and it is compared without the port. To take all hosts leave the field out: `*` alone is refused. An IP address is taken, but no request is ever for it.',
    ),
    invalid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  hostnames:
    - https://whoami.example.com
  parentRefs:
    - name: whoami-gateway
  rules:
    - backendRefs:
        - name: whoami
          port: 80
`,
    valid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  hostnames:
    - whoami.example.com
  parentRefs:
    - name: whoami-gateway
  rules:
    - backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#hostname',
    ],
  }),
  check({ node, schema }, context) {
    if (node.kind === 'seq') {
      for (const item of itemsOf(node)) {
        const host = asText(item);
        if (host) checkHost(host, true, context);
      }
      return;
    }
    const host = textAt(node, 'hostname');
    if (host) checkHost(host, schema.structure !== 'routeFilter', context);
  },
});

function checkHost(host: Said<string>, isMatched: boolean, { entry, report }: SiteContext): void {
  const { value, node } = host;
  if (value === '') return;
  if (!isHostname(value) || (!isMatched && value.startsWith('*'))) {
    report(node, messageFor(value, isMatched), {
      fixes: () => fixFor(host).flatMap((text) => changeFixes(entry, node, text)),
    });
  } else if (isMatched && isIp(value)) {
    report(node, t('Host names are compared with what clients ask for; an IP address such as {0} never is.', value), {
      severity: 'warning',
    });
  }
}

function messageFor(text: string, isMatched: boolean): string {
  if (text === '*' && isMatched) return t('The API server refuses "*" alone; without a host name every host is meant.');
  if (bareHost(text) !== undefined)
    return t('A host name has no scheme, port or path; the API server refuses "{0}".', shown(text));
  if (text.includes('*')) {
    return isMatched
      ? t('In "{0}" the wildcard is not the whole first label; the API server refuses it.', shown(text))
      : t('A host to send to has no wildcard; the API server refuses "{0}".', shown(text));
  }
  return t('"{0}" is no host name in lower case; the API server refuses it.', shown(text));
}

/** What is meant, at most one. */
function fixFor({ value }: Said<string>): string[] {
  const meant = (bareHost(value) ?? value).toLowerCase().replace(/\.$/, '');
  return meant !== value && isHostname(meant) ? [meant] : [];
}
