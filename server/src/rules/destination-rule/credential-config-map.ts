import { t } from '../../l10n.ts';
import { isPlaceholder } from '../../schema/scalars.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

const SCHEME = 'configmap://';

export default defineFieldRule({
  id: 'destination-rule/credential-config-map',
  alias: 'dr-tls-configmap',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['clientTls:'],
  docs: () => ({
    summary: t(
      'A ConfigMap with certificates is named with its namespace, which is the rule’s own; Istio refuses others.',
    ),
    details: t(
      'The form is `configmap://namespace/name`. A Secret is named without a scheme, and read from the namespace of the proxy.',
    ),
    invalid: `
//- mysql-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: mysql-dr
  namespace: shop
spec:
  host: mysql.internal.com
  trafficPolicy:
    tls:
      mode: SIMPLE
      credentialName: configmap://mysql-ca
`,
    valid: `
//- mysql-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: mysql-dr
  namespace: shop
spec:
  host: mysql.internal.com
  trafficPolicy:
    tls:
      mode: SIMPLE
      credentialName: configmap://shop/mysql-ca
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateTLS',
      'istio: pilot/pkg/model/credentials/resource.go, ParseResourceName',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const credential = textAt(node, 'credentialName');
    if (!credential?.value.startsWith(SCHEME)) return;
    const [first = '', second] = credential.value.slice(SCHEME.length).split('/');
    const own = entry.namespace;
    const name = second ?? first;
    const text = shown(credential.value);
    if (second === undefined || first === '' || second === '') {
      report(credential.node, t('"{0}" is not of the form configmap://namespace/name; Istio refuses it.', text), {
        fixes: () =>
          name === '' || own === '' ? [] : [changeFix(entry, credential.node, `${SCHEME}${own}/${name}`, true)],
      });
    } else if (own !== '' && first !== own && !isPlaceholder(own)) {
      report(
        credential.node,
        t('"{0}" lies in another namespace than this rule ("{1}"); Istio refuses it.', text, own),
        { fixes: () => [changeFix(entry, credential.node, `${SCHEME}${own}/${name}`)] },
      );
    }
  },
});
