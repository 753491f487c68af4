import { describe, test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './selector-matches-nothing.ts';

const SERVICE_ENTRY = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: default}
spec: {workloadSelector: {labels: {app: whoami}}}
`;

test('is a warning where the mesh has other workloads of the namespace', () => {
  checkRule(
    rule,
    `${SERVICE_ENTRY}#                                  ^^^^^^^^^^^ warning: No workload in namespace "default" has the label app: whoami; this service has no endpoints.
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing-we, namespace: default}
spec: {labels: {app: billing}}
`,
  );
});

test('is a warning where the workspace defines the namespace', () => {
  checkRule(
    rule,
    `${SERVICE_ENTRY}#                                  ^^^^^^^^^^^ warning: No workload in namespace "default" has the label app: whoami; this service has no endpoints.
//- namespace.yaml
apiVersion: v1
kind: Namespace
metadata: {name: default}
`,
  );
});

test('is information where the workloads may be in the cluster alone', () => {
  checkRule(
    rule,
    `${SERVICE_ENTRY}#                                  ^^^^^^^^^^^ info: This workspace has no workload in namespace "default" with the label app: whoami; unless the cluster has one, this service has no endpoints.
`,
  );
});

describe('says nothing', () => {
  test.each([
    ['a WorkloadGroup', 'networking.istio.io/v1', 'WorkloadGroup', '{metadata: {labels: {app: whoami}}}'],
    ['a WorkloadEntry', 'networking.istio.io/v1', 'WorkloadEntry', '{labels: {app: whoami}}'],
    ['a Deployment', 'apps/v1', 'Deployment', '{template: {metadata: {labels: {app: whoami}}}}'],
    [
      'a Rollout',
      'argoproj.io/v1alpha1',
      'Rollout',
      '{template: {metadata: {labels: {app: whoami}}, spec: {containers: []}}}',
    ],
  ])('where %s is selected', (_, apiVersion, kind, spec) => {
    checkRule(
      rule,
      `${SERVICE_ENTRY}---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: whoami, namespace: default}
spec: ${spec}
`,
    );
  });

  test('where a workload leaves its namespace open', () => {
    checkRule(
      rule,
      `${SERVICE_ENTRY}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami}
spec: {labels: {app: whoami}}
`,
    );
  });

  test('about an empty selector', () => {
    checkRule(rule, SERVICE_ENTRY.replace('{app: whoami}', '{}'));
  });

  test('where the entry lists its endpoints', () => {
    checkRule(rule, SERVICE_ENTRY.replace('spec: {', 'spec: {endpoints: [{address: 1.1.1.1}], '));
  });

  test('where kustomize changes labels on the way', () => {
    checkRule(rule, `${SERVICE_ENTRY}//- kustomization.yaml\nresources: [se.yaml]\nlabels: [{pairs: {team: a}}]\n`);
  });

  test('where a template in sight may hold the workload', () => {
    checkRule(
      rule,
      `${SERVICE_ENTRY.replace('se.yaml', 'config/se.yaml')}//- chart/templates/pod.yaml
apiVersion: v1
kind: Pod
metadata: {name: {{ .Values.name }}}
`,
    );
  });
});

test('offers the values of workloads that nobody selects', () => {
  checkFixTitles(
    rule,
    `${SERVICE_ENTRY}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing-we, namespace: default}
spec: {labels: {app: billing}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: reports-we, namespace: default}
spec: {labels: {app: reports}}
---
apiVersion: v1
kind: Service
metadata: {name: reports, namespace: default}
spec: {selector: {app: reports}}
`,
    ['Change to "billing"'],
  );
});
