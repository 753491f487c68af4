import { describe, test } from 'vitest';
import { checkHover } from '../testing/check-feature.ts';
import { TEST_MESH } from '../testing/meshes.ts';

const SELECTOR_FIELD = `---

Picks the WorkloadEntries and pods of its own namespace that have every label listed here, equal to the letter. A service without a selector has the \`endpoints\` it lists, or else whatever its host resolves to. [Reference](https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-workload_selector)`;
const LABEL_FIELD = `---

Labels by which ServiceEntries and Services of this namespace pick this workload, and subsets divide it. Where a key is also in \`metadata.labels\`, that value wins. [Reference](https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-labels)`;

describe('on a selector', () => {
  test('lists the workloads with address and port, each with its reason', () => {
    checkHover(
      TEST_MESH.replace('workloadSelector', 'workload$0Selector'),
      `
**Selects 3 workloads**

| workload | address | port | share |
| :--- | :--- | :--- | :--- |
| [test](deployment.yaml#L4) Deployment | known once the pods run | 8888 from \`targetPort\` | 33.3 % |
| [test1-we](we.yaml#L4) WorkloadEntry | \`192.168.0.10\` | 8091 from \`ports.http\` | 33.3 % |
| [test2-we](we.yaml#L16) WorkloadEntry | \`192.168.0.12\` | 8888 from \`targetPort\` | 33.3 % |

${SELECTOR_FIELD}`,
    );
  });

  test('names the namespace where the file does, and the workload that is nearly selected', () => {
    checkHover(
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: default}
spec: {workload$0Selector: {labels: {app: whoami-v1}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: default}
spec: {labels: {app: whoami}}
`,
      `
**Selects nothing** in namespace \`default\`: this service has no endpoints.

Not selected: [whoami-we](main.yaml#L8) has \`app: whoami\`.

${SELECTOR_FIELD}`,
    );
  });

  test('leaves to a finding at the same place what that has said', () => {
    checkHover(
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: default}
spec: {workloadSelector: {labels: {app: whoa$0mi-v1}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: default}
spec: {labels: {app: whoami}}
`,
      SELECTOR_FIELD.replace('---', '').trim(),
    );
  });

  test('has a column for each of several ports', () => {
    checkHover(
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a-se}
spec:
  ports: [{number: 80, name: http}, {number: 443, name: tls, targetPort: 8443}]
  workloadSelector: {labels: {$0app: a}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a|we}
spec: {address: 10.0.0.1, labels: {app: a}, ports: {http: 8080}}
`,
      `
**Selects 1 workload**

| workload | address | port 80 (http) | port 443 (tls) |
| :--- | :--- | :--- | :--- |
| [a\\|we](main.yaml#L10) WorkloadEntry | \`10.0.0.1\` | 8080 from \`ports.http\` | 8443 from \`targetPort\` |

${SELECTOR_FIELD}`,
    );
  });

  test('names beside what is selected only who is left out by a slip', () => {
    checkHover(
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a-se}
spec: {$0workloadSelector: {labels: {app: web}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: slip, labels: {app: wbe}}
---
apiVersion: v1
kind: Pod
metadata: {name: purpose, labels: {app: web-api}}
`,
      `
**Selects 1 workload**

| workload | address |
| :--- | :--- |
| [web](main.yaml#L8) Pod | known once the pods run |

Not selected: [slip](main.yaml#L12) has \`app: wbe\`.

${SELECTOR_FIELD}`,
    );
  });

  test('claims no emptiness while a workload in sight cannot be read', () => {
    checkHover(
      `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {$0labels: {app: whoami}}}
//- templates/pod.yaml
apiVersion: v1
kind: Pod
metadata: {name: {{ .Values.name }}}
`,
      `
No workload that can be read here is selected.

${SELECTOR_FIELD}`,
    );
  });
});

describe('on the labels of a workload', () => {
  test('says who selects it and on which port it is reached', () => {
    checkHover(
      TEST_MESH.replace('app: test\n    version: v1', 'app: te$0st\n    version: v1'),
      `
**Selected by 1 service**

| service | host | service port | reached on | share |
| :--- | :--- | :--- | :--- | :--- |
| [test-se](se.yaml#L4) ServiceEntry | \`test.internal.com\` | 80 (http) | 8091 from \`ports.http\` | 33.3 % |

${LABEL_FIELD}`,
    );
  });

  test('says of a label that no selector asks for it', () => {
    checkHover(
      TEST_MESH.replace('version: v2', 'version: $0v2'),
      `
**Selected by 1 service**

| service | host | service port | reached on | share |
| :--- | :--- | :--- | :--- | :--- |
| [test-se](se.yaml#L4) ServiceEntry | \`test.internal.com\` | 80 (http) | 8888 from \`targetPort\` | 33.3 % |

None of them asks for \`version: v2\`.

${LABEL_FIELD}`,
    );
  });

  test('says that nobody selects it, and who nearly does', () => {
    checkHover(
      TEST_MESH.replace('app: test\n    version: v2', 'app: te$0ts\n    version: v2'),
      `
**Selected by nothing**: nothing in sight routes to this workload.

Not selected by: [test-se](se.yaml#L4) selects \`app: test\`.

${LABEL_FIELD}`,
    );
  });
});

test('beside keys and values there is nothing to say', () => {
  checkHover(TEST_MESH.replace('address: 192.168.0.10', '$0  address: 192.168.0.10'), '');
});
