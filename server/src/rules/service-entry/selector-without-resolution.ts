import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';

export default defineFieldRule({
  id: 'service-entry/selector-without-resolution',
  alias: 'se-none-selector',
  severity: 'warning',
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'A selector needs a resolution other than NONE; otherwise sidecars do not use the workloads it selects, and Istio warns.',
    ),
    details: t(
      '`NONE` is also what an absent `resolution` means: the proxy forwards to the very address that the client called. Only gateways use the endpoints then, so the service works from outside and fails inside the mesh. With `STATIC` the selected workloads are the endpoints.',
    ),
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
      name: http
      protocol: HTTP
  workloadSelector:
    labels:
      app: whoami
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
      name: http
      protocol: HTTP
  resolution: STATIC
  workloadSelector:
    labels:
      app: whoami
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateServiceEntry'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    const key = keyOf(node, 'workloadSelector');
    if (!key || wordAt(node, 'resolution', 'NONE') !== 'NONE') return;
    report(
      key,
      isSet(node, 'resolution')
        ? t(
            'Resolution NONE sends traffic where the client addressed it; the workloads selected here are not used by sidecars.',
          )
        : t(
            'Without "resolution", which is then NONE, traffic goes where the client addressed it; the workloads selected here are not used by sidecars.',
          ),
      { fixes: () => setFix(entry, node, 'resolution', 'STATIC', true) },
    );
  },
});
