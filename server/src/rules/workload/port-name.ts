import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapsIn, textAt } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';
import { nameFault } from '../pod-ports.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'workload/port-name',
  alias: 'wl-container-port-name',
  severity: 'error',
  rejects: true,
  kinds: ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'],
  at: ['container:ports'],
  docs: () => ({
    summary: t(
      'The name of a container port has at most 15 lower-case letters, digits and dashes, one letter among them, and stands once in the container; the API server refuses any other.',
    ),
    details: t(
      'Services and probes find a port by its name. Names of ports of a Service may be longer; those of containers may not. The same name in two containers of a pod is taken, but Istio and Kubernetes then use the first.',
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
              name: whoami-http-server
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
              name: http-whoami
`,
    sources: [
      'kubernetes: pkg/apis/core/validation/validation.go, validateContainerPorts',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const first = new Map<string, ScalarNode>();
    for (const port of mapsIn(node)) {
      const name = textAt(port, 'name');
      if (!name || name.value === '') continue;
      const { value } = name;
      const fault = nameFault(value);
      const before = first.get(value);
      if (fault !== undefined) {
        report(name.node, fault, {
          fixes: () => {
            const meant = asPortName(value);
            return meant !== value && nameFault(meant) === undefined ? changeFixes(entry, name.node, meant, false) : [];
          },
        });
      } else if (before) {
        report(
          name.node,
          t(
            'Another port of the container has the name "{0}" already; the API server refuses a second one.',
            shown(value),
          ),
          {
            related: [{ entry, node: before, message: t('the first one') }],
          },
        );
      } else first.set(value, name.node);
    }
  },
});

function asPortName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
