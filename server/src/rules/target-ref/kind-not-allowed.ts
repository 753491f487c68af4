import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField, changeText } from '../edits.ts';
import { type Said, textAt, wordAt } from '../field-access.ts';
import { closest } from '../schema-texts.ts';

const GATEWAY_API = 'gateway.networking.k8s.io';
/** The group of each kind that can be a target; empty for Kubernetes' own, which may also be called `core`. */
const GROUPS: Readonly<Record<string, string>> = {
  Service: '',
  ServiceEntry: 'networking.istio.io',
  Gateway: GATEWAY_API,
  GatewayClass: GATEWAY_API,
};

export default defineFieldRule({
  id: 'target-ref/kind-not-allowed',
  alias: 'pol-targetref-kind',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy', 'EnvoyFilter', 'RequestAuthentication', 'Telemetry', 'TrafficExtension', 'WasmPlugin'],
  at: ['targetReference:'],
  docs: () => ({
    summary: t(
      'A target is a Service, a ServiceEntry, or a Gateway or GatewayClass of the Gateway API, with its group; Istio refuses others.',
    ),
    details: t(
      'Kind and group belong together: `Service` has no group, `ServiceEntry` is in `networking.istio.io`, `Gateway` and `GatewayClass` are in `gateway.networking.k8s.io`. The group left out means that of a Service, and is the usual slip with gateways. Istio’s own Gateway and workloads cannot be targets; select their pods by label. For an EnvoyFilter Istio does not look, and applies it to nothing.',
    ),
    invalid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  targetRefs:
    - kind: Gateway
      name: whoami-waypoint
  jwtRules:
    - issuer: https://login.internal.com
`,
    valid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  targetRefs:
    - kind: Gateway
      group: gateway.networking.k8s.io
      name: whoami-waypoint
  jwtRules:
    - issuer: https://login.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validatePolicyTargetReference',
      'https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const kind = textAt(node, 'kind');
    const group = wordAt(node, 'group', '');
    if (!kind || kind.value === '' || group === undefined) return;
    const wanted = Object.hasOwn(GROUPS, kind.value) ? GROUPS[kind.value] : undefined;
    if (wanted === (group === 'core' ? '' : group)) return;
    const groupNode = group === '' ? undefined : textAt(node, 'group')?.node;
    const place = wanted === undefined ? kind.node : (groupNode ?? kind.node);
    const fixes = () => fixesFor(entry, node, kind, wanted);
    if (entry.resource.kind === 'EnvoyFilter') {
      // Nobody checks those of an EnvoyFilter.
      const message = t(
        'Istio has no target "{0}" in the group "{1}", and applies the patches to nothing.',
        kind.value,
        group,
      );
      report(place, message, { severity: 'warning', fixes });
    } else report(place, messageFor(kind.value, group, wanted), { fixes });
  },
});

function messageFor(kind: string, group: string, wanted: string | undefined): string {
  if (kind === 'Gateway' && group === 'networking.istio.io') {
    return t('Istio’s own Gateway cannot be a target, only one of the Gateway API; Istio refuses the reference.');
  }
  if (wanted === undefined) {
    return t('"{0}" cannot be a target; Istio takes a Service, ServiceEntry, Gateway or GatewayClass.', kind);
  }
  if (wanted === '') return t('A Service has no group; Istio refuses the reference with "{0}".', group);
  if (group === '') return t('A {0} is in the group "{1}"; Istio refuses the reference without.', kind, wanted);
  return t('A {0} is in the group "{1}", not "{2}"; Istio refuses the reference.', kind, wanted, group);
}

function fixesFor(entry: ResourceEntry, map: MapNode, kind: Said<string>, wanted: string | undefined): Fix[] {
  if (wanted === undefined) {
    const meant = closest(kind.value, Object.keys(GROUPS));
    if (meant === undefined) return [];
    return [{ title: t('Change to "{0}"', meant), edits: [changeText(entry, kind.node, meant)], isPreferred: true }];
  }
  const written = textAt(map, 'group');
  const edit = written ? changeText(entry, written.node, wanted) : addField(entry, map, 'group', wanted);
  return edit ? [{ title: t('Set the group to "{0}"', wanted), edits: [edit], isPreferred: true }] : [];
}
