import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapsIn, numberAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'workload/port-repeated',
  alias: 'wl-container-port',
  severity: 'warning',
  kinds: ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'],
  at: ['container:ports'],
  docs: () => ({
    summary: t('A container names each port once; of a repeated one `kubectl apply` keeps one entry only.'),
    details: t(
      'Lists of ports are merged by number and protocol. What stands there twice is taken at first and lost when it is applied again. Ports outside 1 to 65535 are refused.',
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
            - containerPort: 80
              name: metrics
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
            - containerPort: 9090
              name: metrics
`,
    sources: ['kubernetes: pkg/api/pod/warnings.go'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const first = new Map<string, ScalarNode>();
    for (const port of mapsIn(node)) {
      const number = numberAt(port, 'containerPort');
      const protocol = wordAt(port, 'protocol', 'TCP');
      if (!number || protocol === undefined) continue;
      const key = `${number.value}/${protocol}/${wordAt(port, 'hostIP', '')}/${numberAt(port, 'hostPort')?.value}`;
      const before = first.get(key);
      if (!before) first.set(key, number.node);
      else {
        report(
          number.node,
          t('The container names port {0} already; one of the two is lost when this is applied again.', number.value),
          {
            related: [{ entry, node: before, message: t('the first one') }],
          },
        );
      }
    }
  },
});
