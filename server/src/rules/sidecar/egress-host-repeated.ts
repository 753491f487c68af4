import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'sidecar/egress-host-repeated',
  alias: 'sc-egress-host-duplicate',
  severity: 'warning',
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.egress[].hosts'],
  docs: () => ({
    summary: t(
      'Each host stands once under a listener; Istio warns where one is repeated or covered by `namespace/*`.',
    ),
    details: t(
      'Beside `shop/*` any other host of `shop` says nothing new, and `.` means the own namespace. If only some hosts are to be reached, remove the wildcard; otherwise remove the rest.',
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
        - shop/*
        - shop/whoami.shop.svc.cluster.local
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
        - shop/*
        - istio-system/*
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateSidecar',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    // Whoever names no namespace mostly means this one.
    const own = entry.namespace || 'default';
    const seen = new Map<string, Set<string>>();
    for (const item of itemsOf(node)) {
      const host = asText(item);
      const slash = host?.value.indexOf('/') ?? -1;
      if (!host || slash < 0 || host.value.startsWith('~')) continue;
      const written = host.value.slice(0, slash);
      const namespace = written === '.' ? own : written;
      const name = host.value.slice(slash + 1);
      const names = seen.get(namespace) ?? new Set<string>();
      seen.set(namespace, names);
      const isCovered = names.has(name) || names.has('*');
      const covers = name === '*' && names.size > 0;
      names.add(name);
      if (isCovered) report(host.node, t('Hosts above include "{0}" already.', shown(host.value)));
      else if (covers)
        report(host.node, t('"{0}" makes the hosts above from the same namespace needless.', shown(host.value)));
    }
  },
});
