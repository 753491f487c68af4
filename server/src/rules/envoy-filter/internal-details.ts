import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';

export default defineFieldRule({
  id: 'envoy-filter/internal-details',
  alias: 'ef-always-warns',
  severity: 'hint',
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:'],
  docs: () => ({
    summary: t(
      'An EnvoyFilter patches what Istio generates, which changes from release to release; Istio warns of each one.',
    ),
    details: t(
      'Names of listeners, clusters and filters, and their order, are nobody’s promise: after an upgrade a patch may match nothing, or break the proxy. Where another kind says the same (Telemetry for logs and tags, WasmPlugin and TrafficExtension for filters, DestinationRule for connections), prefer it; limit the rest to one workload and, with `proxyVersion`, to the releases it was tried with.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      patch:
        operation: MERGE
        value:
          connect_timeout: 3s
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    connectionPool:
      tcp:
        connectTimeout: 3s
`,
    sources: [
      'istio: pkg/config/validation/envoyfilter/envoyfilter.go, ValidateEnvoyFilter',
      'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
    ],
  }),
  check(_, { entry, report }) {
    report(
      entry.resource.kindNode,
      t('This patches what Istio generates, which may change with every release; look after it at upgrades.'),
    );
  },
});
