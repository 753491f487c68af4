import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { asLabel } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/port-name',
  alias: 'se-port-name-required',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec.ports[]'],
  docs: () => ({
    summary: t('The name of a port has letters, digits and dashes only; Istio refuses any other.'),
    details: t('Endpoints and WorkloadEntries name their own port for it by this name, and there the same form holds.'),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http_api
      protocol: HTTP
  resolution: DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http-api
      protocol: HTTP
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidatePortName'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (!name || isDnsLabel(name.value)) return;
    const instead = asLabel(name.value);
    const message =
      name.value === ''
        ? t('This port has no name; Istio refuses it.')
        : t(
            'Istio refuses the port name "{0}": it has up to 63 letters, digits and dashes, and starts and ends with a letter or digit.',
            shown(name.value),
          );
    report(name.node, message, { fixes: () => (instead === '' ? [] : [changeFix(entry, name.node, instead, true)]) });
  },
});
