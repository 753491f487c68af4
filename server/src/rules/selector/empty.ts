import { t } from '../../l10n.ts';
import type { KindName } from '../../model/kinds.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { removePair } from '../edits.ts';
import { entriesOf, mapAt, setPair } from '../field-access.ts';

/** Where each kind has its selector, and the labels in it. */
const SELECTORS: Readonly<Partial<Record<KindName, readonly [selector: string, labels: string]>>> = {
  AuthorizationPolicy: ['selector', 'matchLabels'],
  DestinationRule: ['workloadSelector', 'matchLabels'],
  EnvoyFilter: ['workloadSelector', 'labels'],
  PeerAuthentication: ['selector', 'matchLabels'],
  ProxyConfig: ['selector', 'matchLabels'],
  RequestAuthentication: ['selector', 'matchLabels'],
  ServiceEntry: ['workloadSelector', 'labels'],
  Sidecar: ['workloadSelector', 'labels'],
  Telemetry: ['selector', 'matchLabels'],
  TrafficExtension: ['selector', 'matchLabels'],
  WasmPlugin: ['selector', 'matchLabels'],
};
const KINDS = Object.keys(SELECTORS) as readonly KindName[];

export default defineFieldRule({
  // Also the warnings of `pol-selector`, `dr-selector` and `sc-selector`.
  id: 'selector/empty',
  alias: 'se-selector-empty',
  severity: 'warning',
  kinds: KINDS,
  at: KINDS.map((kind) => `${kind}:spec`),
  docs: () => ({
    summary: t('A selector names labels; one without labels selects every workload, and Istio warns of it.'),
    details: t(
      'Label selectors narrow: each label leaves fewer workloads, none leaves all. In a ServiceEntry an empty selector makes every pod and every WorkloadEntry of the namespace an endpoint of the service. Elsewhere it is the same as no selector, and what was meant for one workload applies to the whole namespace (in the root namespace of a policy: to the whole mesh). Name the labels, or leave the selector out to say that everything is meant.',
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
  resolution: STATIC
  workloadSelector:
    labels: {}
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
    sources: [
      'istio: pkg/config/validation/validation.go, validateWorkloadSelector and ValidateAlphaWorkloadSelector',
      'https://istio.io/latest/docs/reference/config/type/workload-selector/',
    ],
  }),
  check({ node: spec }, { entry, report }) {
    if (spec.kind !== 'map') return;
    const { kind } = entry.resource;
    const [field, labels] = SELECTORS[kind] ?? [];
    if (field === undefined || labels === undefined) return;
    const pair = setPair(spec, field);
    const selector = pair && mapAt(spec, field);
    if (!selector || entriesOf(mapAt(selector, labels)).length > 0 || !isSound(entry, selector)) return;
    // A map of labels that is something else altogether is said to be so.
    const written = setPair(selector, labels);
    if (written && !mapAt(selector, labels)) return;
    if (kind === 'ServiceEntry') {
      report(
        pair.key,
        t('Without labels this selects every pod and every WorkloadEntry of the namespace as an endpoint.'),
      );
      return;
    }
    report(pair.key, t('Without labels this selects every workload, just as no "{0}" at all would.', field), {
      fixes: () => {
        const edit = removePair(entry, spec, pair);
        return edit ? [{ title: t('Remove "{0}"', field), edits: [edit] }] : [];
      },
    });
  },
});
