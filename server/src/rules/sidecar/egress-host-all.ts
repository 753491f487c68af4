import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf } from '../field-access.ts';

export default defineFieldRule({
  id: 'sidecar/egress-host-all',
  alias: 'sc-egress-host-all',
  severity: 'warning',
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress[].hosts'],
  docs: () => ({
    summary: t('Beside `*/*` no other host has a meaning; Istio warns.'),
    details: t(
      '`*/*` is every host of every namespace that is visible here. A Sidecar is mostly written to reach less than that, so remove `*/*` or the rest.',
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
        - "*/*"
        - istio-system/*
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
    sources: ['istio: pkg/config/validation/validation.go, ValidateSidecar'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const hosts = itemsOf(node).flatMap((item) => asText(item) ?? []);
    const all = hosts.find(({ value }) => value === '*/*');
    const isOther = (text: string) => text.includes('/') && !text.startsWith('~') && !text.startsWith('*/');
    if (!all || !hosts.some(({ value }) => isOther(value))) return;
    report(all.node, t('"*/*" is every host of every namespace; the other hosts have no meaning beside it.'));
  },
});
