import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-annotation.ts';

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

test('warns of what Istio does not have, wherever it stands', () => {
  checkRule(
    rule,
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  annotations:
    istio.io/nothing: a
#   ^^^^^^^^^^^^^^^^ warning: Istio has no annotation "istio.io/nothing"; it has no effect.
spec:
  template:
    metadata:
      labels: {app: a}
      annotations:
        sidecar.istio.io/proxycpu: 1
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Istio has no annotation "sidecar.istio.io/proxycpu"; it has no effect.
        istio.io/dataplane-mode: ambient
#       ^^^^^^^^^^^^^^^^^^^^^^^ warning: Istio reads "istio.io/dataplane-mode" as a label; as an annotation it has no effect.
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a}
spec:
  metadata: {annotations: {sidecar.istio.io/foo: a}}
#                          ^^^^^^^^^^^^^^^^^^^^ warning: Istio has no annotation "sidecar.istio.io/foo"; it has no effect.
  template: {}
`,
  );
});

test('leaves those of others alone, and those that Istio writes', () => {
  checkRule(
    rule,
    deployment(
      `example.com/a: b, my-istio.io/a: b, install.operator.istio.io/owner-generation: "1", "sidecar.istio.io/\${X}": a`,
      'istio.io/rev: a, sidecar.istio.io/status: "{}", internal.istio.io/x: y',
    ),
  );
});

test('offers the near name', () => {
  checkFix(
    rule,
    deployment('', 'sidecar.istio.io/proxycpu: 100m'),
    'Change to "sidecar.istio.io/proxyCPU"',
    deployment('', 'sidecar.istio.io/proxyCPU: 100m'),
  );
});

test('moves a label to the labels', () => {
  checkFix(
    rule,
    deployment('', 'a: b, istio.io/use-waypoint: none'),
    'Move "istio.io/use-waypoint" to the labels',
    deployment('', 'a: b').replace('{app: a}', '{app: a, istio.io/use-waypoint: none}'),
  );
});
