import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { asLabel, changeFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'sidecar/port-name',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['listenerPort:'],
  docs: () => ({
    summary: t('The name of a port is made of letters, digits and dashes, 63 at most; Istio refuses any other.'),
    details: t('A name is not needed. It starts and ends with a letter or digit, as in `http-whoami`.'),
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
        name: http_egress
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
    sources: ['istio: pkg/config/validation/validation.go, ValidatePortName'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (!name || name.value === '' || isDnsLabel(name.value)) return;
    report(
      name.node,
      t('Istio refuses "{0}" as the name of a port: letters, digits and dashes only, 63 at most.', shown(name.value)),
      {
        fixes: () => {
          const meant = asLabel(name.value);
          return meant === '' ? [] : changeFixes(entry, name.node, meant);
        },
      },
    );
  },
});
