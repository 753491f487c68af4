import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/source-namespace-form',
  alias: 'vs-match-source-namespace',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].match[]', 'VirtualService:spec.tls[].match[]', 'VirtualService:spec.tcp[].match[]'],
  docs: () => ({
    summary: t('A namespace of callers is a name of letters, digits and dashes; Istio refuses others in http matches.'),
    details: t(
      'There are no wildcards and no lists: callers of several namespaces take several matches. Under tls and tcp Istio does not check the name, but no caller is in such a namespace.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - match:
        - sourceNamespace: "team-*"
      route:
        - destination:
            host: whoami.internal.com
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - match:
        - sourceNamespace: team-a
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteMatchRequest',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-source_namespace',
    ],
  }),
  check({ node, schema }, { report }) {
    if (node.kind !== 'map') return;
    const namespace = textAt(node, 'sourceNamespace');
    if (!namespace || namespace.value === '' || isDnsLabel(namespace.value)) return;
    if (schema.path.startsWith('spec.http')) {
      report(namespace.node, t('"{0}" cannot be the name of a namespace; Istio refuses it.', shown(namespace.value)));
    } else {
      report(namespace.node, t('No namespace is named "{0}", so this match takes nothing.', shown(namespace.value)), {
        severity: 'warning',
      });
    }
  },
});
