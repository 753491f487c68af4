import { t } from '../../l10n.ts';
import { pairOf } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, listAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'sidecar/empty',
  alias: 'sc-empty',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:', 'Sidecar:spec'],
  docs: () => ({
    summary: t(
      'A Sidecar says something about traffic: `egress`, `ingress`, `outboundTrafficPolicy` or `inboundConnectionPool`; Istio refuses an empty one.',
    ),
    details: t(
      'A selector alone changes nothing. To make the workloads reach nothing but their own namespace and the control plane write `egress` with `./*` and `istio-system/*`.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  workloadSelector:
    labels:
      app: whoami
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  workloadSelector:
    labels:
      app: whoami
  egress:
    - hosts:
        - ./*
        - istio-system/*
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateSidecar'],
  }),
  check({ node, schema, where }, { report }) {
    if (node.kind !== 'map') return;
    const isRoot = schema.path === '';
    if (isRoot ? isSet(node, 'spec') : !isEmpty(node)) return;
    const place = isRoot ? (pairOf(node, 'kind')?.key ?? where) : where;
    report(place, t('A Sidecar without "egress", "ingress" or a policy changes nothing; Istio refuses it.'));
  },
});

function isEmpty(spec: MapNode): boolean {
  if (isSet(spec, 'outboundTrafficPolicy') || isSet(spec, 'inboundConnectionPool')) return false;
  return ['egress', 'ingress'].every((field) => !isSet(spec, field) || listAt(spec, field)?.items.length === 0);
}
