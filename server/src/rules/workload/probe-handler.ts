import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, mapAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isWholeContainer } from '../pod-ports.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

export default defineFieldRule({
  id: 'workload/probe-handler',
  alias: 'wl-probe',
  severity: 'error',
  rejects: true,
  kinds: ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'],
  at: ['container:'],
  docs: () => ({
    summary: t(
      'A probe does one thing: `httpGet`, `tcpSocket`, `grpc` or `exec`; the API server refuses none and several.',
    ),
    details: t(
      'To check two things write two probes (`startupProbe`, `livenessProbe`, `readinessProbe`), or one command that does both.',
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
              port: http
            tcpSocket:
              port: http
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
              port: http
`,
    sources: [
      'kubernetes: pkg/apis/core/validation/validation.go, validateHandler',
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of PROBES) {
      const probe = mapAt(node, field);
      if (!probe) continue;
      const handlers = HANDLERS.filter((handler) => isSet(probe, handler));
      if (handlers.length === 0) {
        if (!isWholeContainer(node)) continue;
        report(
          keyOf(node, field) ?? where,
          t('The probe does nothing; the API server refuses it without "httpGet", "tcpSocket", "grpc" or "exec".'),
        );
        continue;
      }
      const [first = ''] = handlers;
      for (const handler of handlers.slice(1)) {
        report(
          keyOf(probe, handler) ?? where,
          t('A probe does one thing; the API server refuses "{0}" beside "{1}".', handler, first),
          { fixes: () => [...removeFix(entry, probe, handler), ...removeFix(entry, probe, first)] },
        );
      }
    }
  },
});
