import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf, type Said } from '../field-access.ts';
import { changeFixes, hostFault } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'sidecar/egress-host',
  alias: 'sc-egress-host-format',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress[].hosts'],
  docs: () => ({
    summary: t(
      'A host under `egress` is written `namespace/name`; Istio refuses it without the namespace, and short names.',
    ),
    details: t(
      'Before the slash stands the namespace of the Service or ServiceEntry: a name, `.` for the own one, `*` for any; `~` takes hosts of a namespace out. After it stands `*` or a full name such as `whoami.shop.svc.cluster.local` or `*.internal.com`.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - hosts:
        - whoami.shop.svc.cluster.local
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - hosts:
        - shop/whoami.shop.svc.cluster.local
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateNamespaceSlashWildcardHostname',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts',
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
  if (slash < 0 || text.includes('://')) {
    return t('A host is written "namespace/name" here, "*" for any; Istio refuses "{0}".', shown(text));
  }
  const namespace = text.slice(0, slash);
  const name = text.slice(slash + 1);
  const bare = namespace.replace(/^~/, '');
  if (namespace === '') return t('Before the slash stands a namespace, "." or "*"; Istio refuses "{0}".', shown(text));
  if (bare !== '' && bare !== '*' && bare !== '.' && !isDnsLabel(bare)) {
    return t('"{0}" is no namespace; Istio refuses it before the slash.', shown(namespace));
  }
  switch (hostFault(name, false)) {
    case 'short':
      return t('After the slash stands "*" or a full name; Istio refuses the short name "{0}".', shown(name));
    case 'partial-wildcard':
      return t('In "{0}" the wildcard is not a whole label; Istio takes "*.example.com" only.', shown(name));
    case 'form':
      return t('Istio refuses "{0}" as a host: it is no DNS name or wildcard.', shown(name));
    default:
      return undefined;
  }
}

function fixesFor(entry: ResourceEntry, { value, node }: Said<string>): Fix[] {
  const meant = meantHosts(value).filter((host) => faultOf(host) === undefined);
  return meant.flatMap((host, index) => changeFixes(entry, node, host, index === 0));
}

/** What could be meant, the likeliest first. */
function meantHosts(text: string): string[] {
  const [head = '', name] = text.replace(/^[a-z]+:\/\//i, '').split('/');
  const host = head.replace(/:[0-9]+$/, '');
  if (name === undefined || text.includes('://')) {
    if (host === '*' || (isDnsLabel(host) && !/^[0-9]+$/.test(host))) return [`${host}/*`];
    const namespace = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
    return [...(namespace === undefined ? [] : [`${namespace}/${host}`]), `*/${host}`];
  }
  if (head === '') return [`*/${name}`, `./${name}`];
  // A short name is that of a Service.
  return isDnsLabel(head) && isDnsLabel(name) ? [`${head}/${name}.${head}.svc.cluster.local`] : [];
}
