import { t } from '../../l10n.ts';
import { dereference } from '../../yaml/node-access.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';

export default defineFieldRule({
  id: 'sidecar/egress-catch-all',
  alias: 'sc-egress-catchall',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress'],
  docs: () => ({
    summary: t('Only the last listener under `egress` may be without a port; Istio refuses any other without one.'),
    details: t(
      'The listener without a port takes what the ones before it leave over. Move it to the end, and put the hosts of several such listeners into one.',
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
        - ./*
    - port:
        number: 9080
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
    - hosts:
        - ./*
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateSidecar',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-port',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'seq') return;
    const last = node.items.length - 1;
    node.items.forEach((item, index) => {
      const listener = dereference(item);
      if (index === last || listener?.kind !== 'map' || isSet(listener, 'port')) return;
      report(
        listener.pairs[0]?.key ?? listener,
        t(
          'A listener without a port takes all that is left over and must be the last; Istio refuses it before others.',
        ),
      );
    });
  },
});
