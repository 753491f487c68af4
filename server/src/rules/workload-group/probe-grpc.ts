import { t } from '../../l10n.ts';
import type { PlacedEdit } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText, removePair } from '../edits.ts';
import { mapAt, numberAt, setPair } from '../field-access.ts';

export default defineFieldRule({
  id: 'workload-group/probe-grpc',
  alias: 'wg-probe-grpc',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadGroup'],
  at: ['WorkloadGroup:spec.probe'],
  docs: () => ({
    summary: t('A probe of a WorkloadGroup cannot ask by `grpc`; Istio refuses it.'),
    details: t(
      'The definition of the resource, the agent on the machine and istioctl know the method, but the webhook does not and refuses it as unknown. Ask by `tcpSocket`, or by `exec` with a client such as grpc_health_probe.',
    ),
    invalid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  template:
    serviceAccount: whoami
  probe:
    grpc:
      port: 8090
`,
    valid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  template:
    serviceAccount: whoami
  probe:
    tcpSocket:
      port: 8090
`,
    sources: ['istio: pkg/config/validation/validation.go, validateReadinessProbe'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    const grpc = setPair(node, 'grpc');
    if (!grpc) return;
    report(
      grpc.key,
      t('Istio refuses probes by gRPC, although its definition has the field; httpGet, tcpSocket and exec remain.'),
      {
        fixes: () => {
          const port = numberAt(mapAt(node, 'grpc'), 'port');
          return port && grpc.key.kind === 'scalar'
            ? [
                {
                  title: t('Open a connection to port {0} instead (tcpSocket)', port.value),
                  edits: [changeText(entry, grpc.key, 'tcpSocket'), ...withoutService(entry, node)],
                },
              ]
            : [];
        },
      },
    );
  },
});

/** tcpSocket has no `service`. */
function withoutService(entry: ResourceEntry, probe: MapNode): PlacedEdit[] {
  const grpc = mapAt(probe, 'grpc');
  const service = setPair(grpc, 'service');
  const edit = grpc && service && removePair(entry, grpc, service);
  return edit ? [edit] : [];
}
