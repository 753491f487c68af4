import { test } from 'vitest';
import { checkAllRules, checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './selector-other-namespace.ts';

const ELSEWHERE = `
//- namespaces.yaml
apiVersion: v1
kind: Namespace
metadata: {name: gateways}
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: gateways
spec:
  workloadSelector:
    labels:
      app: whoami
#     ^^^^^^^^^^^ error: No workload in namespace "gateways" has the label app: whoami. "whoami-we" in namespace "machines" has it, but a ServiceEntry selects only in its own namespace: this service has no endpoints.
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: machines}
spec: {labels: {app: whoami}}
`;

test('workloads of another namespace that have the labels are named, in one finding', () => {
  checkRule(rule, ELSEWHERE);
  checkAllRules(ELSEWHERE);
});

test('is a warning where the workspace may not hold the namespace, and the two lie apart', () => {
  checkRule(
    rule,
    `
//- gateways/se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: gateways}
spec: {workloadSelector: {labels: {app: whoami, tier: front}}}
#      ^^^^^^^^^^^^^^^^ warning: No workload in namespace "gateways" has all the labels app: whoami, tier: front. "whoami-we" in namespace "machines" has them, but a ServiceEntry selects only in its own namespace: this service has no endpoints.
//- machines/we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: machines}
#                                      ^^^^^^^^ related: "whoami-we" is in namespace "machines"
spec: {labels: {app: whoami, tier: front}}
`,
  );
});

test('says nothing between a named namespace and one that the file leaves open', () => {
  checkAllRules(ELSEWHERE.replace(', namespace: machines', '').replace(/^# .*$/gm, '#'));
});

test('moves the service entry', () => {
  checkFix(
    rule,
    ELSEWHERE,
    'Move "whoami-se" to namespace "machines"',
    ELSEWHERE.replace('  namespace: gateways', '  namespace: machines'),
  );
});

test('moves the workload', () => {
  checkFix(
    rule,
    ELSEWHERE,
    'Move "whoami-we" to namespace "gateways"',
    ELSEWHERE.replace('namespace: machines', 'namespace: gateways'),
  );
});
