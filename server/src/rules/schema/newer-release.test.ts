import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './newer-release.ts';

test('speaks of fields and values that came later, and only of the outermost', () => {
  checkRule(
    rule,
    `//- with Istio 1.26
//- a.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    retryBudget: {percent: 20, budgetInterval: 1s}
#   ^^^^^^^^^^^ error: The field "retryBudget" exists since Istio 1.27; the release that is set, 1.26, has no such field.
    proxyProtocol: {version: V1}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: ["*.a.com"]
  resolution: DYNAMIC_DNS
#             ^^^^^^^^^^^ error: "DYNAMIC_DNS" exists since Istio 1.28; the release that is set, 1.26, refuses it.
---
apiVersion: extensions.istio.io/v1alpha1
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: TrafficExtension exists since Istio 1.30; the release that is set is 1.26.
kind: TrafficExtension
metadata: {name: a}
spec: {lua: {inlineCode: a}}
`,
  );
});

test('is silent where no release is set', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec: {host: a, trafficPolicy: {retryBudget: {percent: 20, budgetInterval: 1s}}}
`,
  );
});

test('goes back to the version that the release serves', () => {
  const text = (version: string) => `apiVersion: networking.istio.io/${version}
kind: WorkloadEntry
metadata: {name: a}
spec: {address: 10.0.0.1}
`;
  const installed = '//- with Istio 1.21\n//- main.yaml\n';
  checkFix(rule, installed + text('v1'), 'Change to "networking.istio.io/v1beta1"', text('v1beta1'));
});
