import { t } from '../../l10n.ts';
import { KINDS } from '../../model/kinds.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { entriesOf } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

const ISTIO_KINDS = KINDS.flatMap(({ name, group }) => (group.endsWith('.istio.io') ? [name] : []));
const REFUSED: ReadonlySet<string> = new Set([
  'internal.istio.io/parents',
  'internal.istio.io/parent-namespace',
  'internal.istio.io/webhook-always-reject',
]);

export default defineFieldRule({
  id: 'object/internal-annotation',
  alias: 'obj-internal-annotation',
  severity: 'error',
  rejects: true,
  kinds: ISTIO_KINDS,
  at: ['metadata:annotations'],
  docs: () => ({
    summary: t(
      'Annotations of `internal.istio.io` are written by Istio; it refuses some of them in resources of yours.',
    ),
    details: t(
      'Istio makes resources of its own out of others (from Kubernetes’ gateways and routes, for example) and notes in such annotations where they came from, which gives them rights that others do not have. They show when a resource was copied from istiod’s own dump: take them out.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
  annotations:
    internal.istio.io/parents: HTTPRoute/whoami.default
spec:
  address: 172.29.9.61
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
`,
    sources: ['istio: pkg/config/validation/validation.go, validateMetadata'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const { key, keyNode } of entriesOf(node)) {
      if (!key.startsWith('internal.istio.io/')) continue;
      const isRefused = REFUSED.has(key);
      report(
        keyNode,
        isRefused
          ? t('Istio keeps "{0}" to itself and refuses resources that have it.', key)
          : t('Istio writes "{0}" itself; in a file it may change what the resource means.', shown(key)),
        { ...(!isRefused && { severity: 'warning' }), fixes: () => removeFix(entry, node, key, true) },
      );
    }
  },
});
