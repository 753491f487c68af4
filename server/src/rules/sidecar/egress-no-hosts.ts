import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, listAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'sidecar/egress-no-hosts',
  alias: 'sc-egress-hosts',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress[]'],
  docs: () => ({
    summary: t('Each listener under `egress` names the hosts it leads to; Istio refuses an empty list.'),
    details: t('Write `*/*` to reach everything, `./*` for the own namespace, or `~/*` to reach nothing.'),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - hosts: []
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
        - ./*
        - istio-system/*
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateSidecar',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts',
    ],
  }),
  check({ node, where }, { report }) {
    if (node.kind !== 'map' || listAt(node, 'hosts')?.items.length !== 0) return;
    report(keyOf(node, 'hosts') ?? where, t('An egress listener needs at least one host; Istio refuses none.'));
  },
});
