import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { changeText, changeValue } from '../edits.ts';
import { isSet, keyOf, mapAt, numberAt, type Said, textAt } from '../field-access.ts';
import { isPort } from '../listener-values.ts';
import { isWholeContainer, nameFault, portNamesOf } from '../pod-ports.ts';
import { shown } from '../schema-texts.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'];

export default defineFieldRule({
  id: 'workload/probe-port',
  severity: 'error',
  rejects: true,
  kinds: ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'],
  at: ['container:'],
  docs: () => ({
    summary: t(
      'A probe asks a port by its number, or by a name that the container gives it; the API server refuses other numbers and names that no port can have, and with an unknown name the probe fails.',
    ),
    details: t(
      'The kubelet looks the name up among the ports of the same container. A number in quotes is taken for a name. With Istio the probe is rewritten to ask the proxy, which needs the number in the same way.',
    ),
    invalid: `
//- whoami-deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: whoami
spec:
  selector:
    matchLabels:
      app: whoami
  template:
    metadata:
      labels:
        app: whoami
    spec:
      containers:
        - name: whoami
          image: traefik/whoami:v1.10
          ports:
            - containerPort: 80
              name: http
          readinessProbe:
            httpGet:
              port: "80"
`,
    valid: `
//- whoami-deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: whoami
spec:
  selector:
    matchLabels:
      app: whoami
  template:
    metadata:
      labels:
        app: whoami
    spec:
      containers:
        - name: whoami
          image: traefik/whoami:v1.10
          ports:
            - containerPort: 80
              name: http
          readinessProbe:
            httpGet:
              port: 80
`,
    sources: [
      'kubernetes: pkg/apis/core/validation/validation.go, ValidatePortNumOrName',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe',
    ],
  }),
  check({ node }, context) {
    if (node.kind !== 'map') return;
    for (const field of PROBES) {
      const probe = mapAt(node, field);
      if (!probe) continue;
      for (const name of HANDLERS) {
        const handler = mapAt(probe, name);
        if (!handler) continue;
        if (isSet(handler, 'port')) checkPort(node, handler, context);
        else if (isWholeContainer(node)) {
          context.report(
            keyOf(probe, name) ?? probe,
            t('The probe needs the port that it asks; the API server refuses it without.'),
          );
        }
      }
    }
  },
});

function checkPort(container: MapNode, handler: MapNode, { entry, report }: SiteContext): void {
  const number = numberAt(handler, 'port');
  if (number) {
    if (!isPort(number.value)) {
      report(number.node, t('{0} is no port; the API server takes numbers from 1 to 65535.', number.value));
    }
    return;
  }
  const name = textAt(handler, 'port');
  if (!name) return;
  if (/^[0-9]+$/.test(name.value)) {
    report(name.node, t('In quotes "{0}" is a name, and no port can have it; the API server refuses it.', name.value), {
      fixes: () => [
        {
          title: t('Change to the number {0}', name.value),
          edits: [changeValue(entry, name.node, Number(name.value))],
          isPreferred: true,
        },
      ],
    });
    return;
  }
  const fault =
    name.value === ''
      ? t('The probe needs the port that it asks; the API server refuses it without.')
      : nameFault(name.value);
  if (fault !== undefined) {
    report(name.node, fault);
    return;
  }
  const known = portNamesOf(container);
  if (known.has(name.value) || !isWholeContainer(container)) return;
  report(name.node, t('No port of the container has the name "{0}", so the probe fails.', shown(name.value)), {
    severity: 'warning',
    fixes: () => fixesFor(entry, name, known),
  });
}

function fixesFor(entry: ResourceEntry, { node }: Said<string>, names: ReadonlySet<string>): Fix[] {
  return [...names].map((name) => ({
    title: t('Change to "{0}"', name),
    edits: [changeText(entry, node, name)],
    isPreferred: names.size === 1,
  }));
}
