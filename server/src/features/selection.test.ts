import { describe, test } from 'vitest';
import { checkDefinition, checkHighlights, checkLenses, checkReferences } from '../testing/check-feature.ts';

describe('definition', () => {
  test('leads from the key of a selector to the names of what it selects', () => {
    checkDefinition(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workload$0Selector: {labels: {app: test}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
#                ^^^^^^^^ target
spec: {labels: {app: test}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: other-we}
spec: {labels: {app: other}}
`);
  });

  test('leads from a label of a selector to that label', () => {
    checkDefinition(`
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: te$0st, version: v1}}}
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {app: test, version: v1}}
#               ^^^^^^^^^ target
//- deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: test, labels: {app: test, version: v1}}
spec: {template: {metadata: {labels: {app: test, version: v1}}}}
#                                     ^^^^^^^^^ target
`);
  });

  test('leads from a label of a workload to the selectors that list it', () => {
    checkDefinition(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
#                                  ^^^^^^^^^ target
---
apiVersion: v1
kind: Service
metadata: {name: test}
spec: {selector: {version: v1, app: test}}
#                              ^^^^^^^^^ target
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {$0app: test, version: v1}}
`);
  });

  test('leads nowhere from a label that no selector lists', () => {
    checkDefinition(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {app: test, version: $0v1}}
`);
  });
});

describe('references', () => {
  test('of a label are all selectors that list it and all workloads that have it', () => {
    checkReferences(`
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
#                                  ^^^^^^^^^ reference
---
apiVersion: v1
kind: Service
metadata: {name: test, namespace: elsewhere}
spec: {selector: {app: test}}
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {app: $0test, version: v1}}
#               ^^^^^^^^^ reference
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test2-we}
spec: {labels: {app: test, version: v2}}
#               ^^^^^^^^^ reference
`);
  });

  test('of a selector are it, what it selects, and who else selects that', () => {
    checkReferences(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workload$0Selector: {labels: {app: test}}}
#      ^^^^^^^^^^^^^^^^ reference
---
apiVersion: v1
kind: Service
metadata: {name: test}
spec: {selector: {app: test}}
#      ^^^^^^^^ reference
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
#                ^^^^^^^^ reference
spec: {labels: {app: test}}
`);
  });
});

test('the places of the same file are highlighted', () => {
  checkHighlights(`
//- main.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: $0test}}}
#                                  ^^^^^^^^^ highlight
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {app: test}}
#               ^^^^^^^^^ highlight
//- other.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test2-we}
spec: {labels: {app: test}}
`);
});

describe('lens', () => {
  test('counts what is selected, and names who selects', () => {
    checkLenses(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
#     ^^^^^^^^^^^^ lens: 2 WorkloadEntries, 1 Deployment
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
#     ^^^^^^^^^^^^^ lens: selected by test-se
metadata: {name: test1-we}
spec: {labels: {app: test}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
#     ^^^^^^^^^^^^^ lens: selected by test-se and v2
metadata: {name: test2-we}
spec: {labels: {app: test, version: v2}}
---
apiVersion: v1
kind: Service
#     ^^^^^^^ lens: 1 WorkloadEntry
metadata: {name: v2}
spec: {selector: {version: v2}}
---
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ lens: selected by test-se
metadata: {name: test}
spec: {template: {metadata: {labels: {app: test}}}}
`);
  });

  test('counts the endpoints that come of it', () => {
    const service = (resolution: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
#     ^^^^^^^^^^^^ lens: 2 WorkloadEntries, 1 Deployment, 1 Pod · ${resolution === 'DNS' ? 6 : 5} endpoints
metadata: {name: test-se}
spec: {hosts: [test.com], ports: [{number: 80, name: http}], resolution: ${resolution}, workloadSelector: {labels: {app: test}}}
//- workloads.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
#     ^^^^^^^^^^^^^ lens: selected by test-se
metadata: {name: test1-we}
spec: {address: 10.0.0.1, labels: {app: test}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
#     ^^^^^^^^^^^^^ lens: selected by test-se
metadata: {name: test2-we}
spec: {address: vm.internal, labels: {app: test}}
---
apiVersion: apps/v1
kind: Deployment
#     ^^^^^^^^^^ lens: selected by test-se
metadata: {name: test}
spec: {replicas: 3, template: {metadata: {labels: {app: test}}}}
---
apiVersion: v1
kind: Pod
#     ^^^ lens: selected by test-se
metadata: {name: test, labels: {app: test}}
`;
    checkLenses(service('STATIC'));
    checkLenses(service('DNS'));
  });

  test('counts no endpoints of a group, whose machines have yet to register', () => {
    checkLenses(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
#     ^^^^^^^^^^^^ lens: 1 WorkloadGroup
metadata: {name: test-se}
spec: {hosts: [test.com], ports: [{number: 80, name: http}], resolution: STATIC, workloadSelector: {labels: {app: test}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
#     ^^^^^^^^^^^^^ lens: selected by test-se
metadata: {name: test-wg}
spec: {metadata: {labels: {app: test}}, template: {}}
`);
  });

  test('says that nothing is selected, and nothing of workloads that nobody selects', () => {
    checkLenses(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
#     ^^^^^^^^^^^^ lens: selects nothing
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: other-we}
spec: {labels: {app: other}}
`);
  });

  test('is silent where the workloads may lie in a template or under another namespace', () => {
    checkLenses(`
//- a.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se, namespace: default}
spec: {workloadSelector: {labels: {app: test}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test-we}
spec: {labels: {app: test}}
`);
    checkLenses(`
//- a.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
//- pod.yaml
apiVersion: v1
kind: Pod
metadata: {name: {{ .Values.name }}}
`);
  });

  test('counts more than two services', () => {
    const service = (name: string) => `
apiVersion: v1
kind: Service
#     ^^^^^^^ lens: 1 Pod
metadata: {name: ${name}}
spec: {selector: {app: test}}
---`;
    checkLenses(`${service('a')}${service('b')}${service('c')}
apiVersion: v1
kind: Pod
#     ^^^ lens: selected by 3 services
metadata: {name: p, labels: {app: test}}
`);
  });
});
