import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './annotation-stage.ts';

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

test('tells of deprecated and alpha features', () => {
  checkRule(
    rule,
    `apiVersion: v1
kind: Pod
metadata:
  name: a
  annotations:
    sidecar.istio.io/inject: "true"
#   ^^^^^^^^^^^^^^^^^^^^^^^ info: "sidecar.istio.io/inject" is a label now; Istio reads the annotation for old resources only.
    sidecar.istio.io/statsInclusionPrefixes: a
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: "sidecar.istio.io/statsInclusionPrefixes" is deprecated; Istio may stop reading it.
    sidecar.istio.io/logLevel: debug
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ hint: "sidecar.istio.io/logLevel" is an alpha feature of Istio: it may change or go.
    sidecar.istio.io/enableCoreDump: "true"
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Istio no longer reads "sidecar.istio.io/enableCoreDump".
    sidecar.istio.io/status: "{}"
    proxy.istio.io/config: "a: b"
    istio.io/rev: a
---
apiVersion: v1
kind: Pod
metadata:
  name: b
  labels: {sidecar.istio.io/inject: "true"}
  annotations: {sidecar.istio.io/inject: "true"}
`,
  );
});

test('makes a label of it', () => {
  checkFix(
    rule,
    deployment('', 'sidecar.istio.io/inject: "false"'),
    'Move "sidecar.istio.io/inject" to the labels',
    deployment('', '').replace('{app: a}', '{app: a, sidecar.istio.io/inject: "false"}'),
  );
});
