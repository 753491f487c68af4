import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './misplaced-annotation.ts';

const deployment = (own: string, template: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  annotations: {${own}}
spec:
  template:
    metadata:
      labels: {app: a}
      annotations: {${template}}
`;

test('warns outside of the template of the pods', () => {
  checkRule(
    rule,
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  annotations: {proxy.istio.io/config: "a: b"}
#               ^^^^^^^^^^^^^^^^^^^^^ warning: Istio reads "proxy.istio.io/config" on pods; here, outside of their template, it has no effect.
spec:
  template:
    metadata:
      annotations: {proxy.istio.io/config: "a: b", networking.istio.io/exportTo: "."}
#                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: "networking.istio.io/exportTo" has no effect on a Pod; Istio reads it on Service.
---
apiVersion: v1
kind: Namespace
metadata:
  name: a
  annotations: {sidecar.istio.io/inject: "true", networking.istio.io/traffic-distribution: PreferClose}
#               ^^^^^^^^^^^^^^^^^^^^^^^ warning: "sidecar.istio.io/inject" has no effect on a Namespace; Istio reads it on Pod.
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
  jobTemplate:
    spec:
      template:
        metadata: {annotations: {sidecar.istio.io/logLevel: debug}}
`,
  );
});

test('knows where the annotations of a WorkloadGroup go', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a, annotations: {galley.istio.io/analyze-suppress: "*"}}
spec:
  metadata: {annotations: {proxy.istio.io/config: "a: b", istio.io/rev: a}}
  template: {}
`,
  );
});

test('moves it to the template', () => {
  checkFix(
    rule,
    deployment('a: b, sidecar.istio.io/logLevel: debug', ''),
    'Move "sidecar.istio.io/logLevel" to the template of the pods',
    deployment('a: b', 'sidecar.istio.io/logLevel: debug'),
  );
});
