import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode, ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField, changeText } from '../edits.ts';
import { isSet, textAt, wordAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'gateway-api/backend-port',
  alias: 'gwapi-backendref',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.rules[].backendRefs[]', 'routeFilter:requestMirror.backendRef'],
  docs: () => ({
    summary: t(
      'A backend that is a Service is named with its port, and by its name alone; the API server refuses it without a port, and a name with dots is that of no Service.',
    ),
    details: t(
      'The port is one of the Service, not of its pods. The namespace has a field of its own. For the host of a ServiceEntry, or a full host name, take `kind: Hostname` with `group: networking.istio.io`.',
    ),
    invalid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - backendRefs:
        - name: whoami
`,
    valid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#backendobjectreference',
      'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map' || wordAt(node, 'group', '') !== '' || wordAt(node, 'kind', 'Service') !== 'Service')
      return;
    const name = textAt(node, 'name');
    const dotted = name && /^([a-z0-9-]+)\.(?:([a-z0-9-]+)\.svc(?:\.|$))?/.exec(name.value);
    if (name?.value.includes('.')) {
      report(name.node, t('A Service has no dots in its name, so "{0}" is not found.', shown(name.value)), {
        severity: 'warning',
        fixes: () => fixesFor(entry, node, name.node, dotted?.[1], dotted?.[2]),
      });
    }
    if (isSet(node, 'port')) return;
    report(
      name?.node ?? where,
      t('A Service is named with one of its ports; the API server refuses it without "port".'),
    );
  },
});

/** The name alone with its namespace, where the host was that of a Service; else the host as such. */
function fixesFor(
  entry: ResourceEntry,
  backend: MapNode,
  node: ScalarNode,
  name: string | undefined,
  namespace: string | undefined,
): Fix[] {
  if (name !== undefined && namespace !== undefined) {
    const edits = [changeText(entry, node, name)];
    const there = textAt(backend, 'namespace');
    const edit = there
      ? changeText(entry, there.node, namespace)
      : namespace === entry.namespace
        ? undefined
        : addField(entry, backend, 'namespace', namespace);
    return [
      {
        title: t('Change to "{0}" in namespace "{1}"', name, namespace),
        edits: edit ? [...edits, edit] : edits,
        isPreferred: true,
      },
    ];
  }
  if (isSet(backend, 'kind') || isSet(backend, 'group')) return [];
  const edit = addField(entry, backend, 'kind', 'Hostname');
  const group = addField(entry, backend, 'group', 'networking.istio.io');
  // Two fields at one place make one edit.
  if (!edit || !group || edit.range.start !== group.range.start) return [];
  return [
    {
      title: t('Make it the host of a ServiceEntry'),
      edits: [{ ...edit, newText: `${group.newText}${edit.newText}` }],
    },
  ];
}
