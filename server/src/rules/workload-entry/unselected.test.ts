import { describe, test } from 'vitest';
import { checkAllRules, checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unselected.ts';

const BILLING = `
//- billing.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: billing-se, namespace: default}
spec: {workloadSelector: {labels: {app: billing}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing-we, namespace: default}
spec: {labels: {app: billing}}
`;

test('points at the name of an entry that nobody selects', () => {
  checkRule(
    rule,
    `${BILLING}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: reports-we, namespace: default}
#                ^^^^^^^^^^ warning: No ServiceEntry or Service in namespace "default" selects "reports-we": nothing routes to it.
spec: {labels: {app: reports}}
`,
  );
});

test('points at the label that differs in a letter from what a service with other endpoints selects', () => {
  checkRule(
    rule,
    `${BILLING.replace('{app: billing}}}', '{app: billing}}}\n#                                  ^^^^^^^^^^^^ related: "billing-se" selects app: billing')}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing2-we, namespace: default}
spec: {labels: {app: biling}}
#                    ^^^^^^ warning: No ServiceEntry or Service in namespace "default" selects "billing2-we": nothing routes to it.
`,
  );
});

test('says so of an entry without labels', () => {
  checkRule(
    rule,
    `${BILLING}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: bare-we, namespace: default}
#                ^^^^^^^ warning: "bare-we" has no labels, so no ServiceEntry or Service selects it: nothing routes to it.
spec: {address: 10.0.0.1}
`,
  );
});

test('is information where the service may be in the cluster alone', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: reports-we}
#                ^^^^^^^^^^ info: No ServiceEntry or Service in this workspace selects "reports-we".
spec: {labels: {app: reports}}
`,
  );
});

describe('says nothing', () => {
  const REPORTS = `${BILLING}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: reports-we, namespace: default}
spec: {labels: {app: reports}}
`;

  test('where a Service selects it', () => {
    checkRule(
      rule,
      `${REPORTS}---
apiVersion: v1
kind: Service
metadata: {name: reports, namespace: default}
spec: {selector: {app: reports}}
`,
    );
  });

  test('where a selector without a namespace may select it', () => {
    checkRule(
      rule,
      `${REPORTS}---
apiVersion: v1
kind: Service
metadata: {name: reports}
spec: {selector: {app: reports}}
`,
    );
  });

  test('where its own namespace is open and a selector of a named one may select it', () => {
    checkRule(
      rule,
      `${REPORTS.replace('reports-we, namespace: default', 'reports-we')}---
apiVersion: v1
kind: Service
metadata: {name: reports, namespace: default}
spec: {selector: {app: reports}}
`,
    );
  });

  test('where the labels in metadata are the ones that are selected', () => {
    checkRule(
      rule,
      REPORTS.replace('reports-we, namespace: default', 'reports-we, namespace: default, labels: {app: billing}'),
    );
  });

  test('where a template in sight may hold the service', () => {
    checkRule(
      rule,
      `${REPORTS}//- chart/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata: {name: {{ .Values.name }}}\n`,
    );
  });

  test('where a service entry of another namespace is already told that it is in the wrong one', () => {
    checkAllRules(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: gateways}
spec: {workloadSelector: {labels: {app: whoami}}}
#                                  ^^^^^^^^^^^ error: No workload in namespace "gateways" has the label app: whoami. "whoami-we" in namespace "machines" has it, but a ServiceEntry selects only in its own namespace: this service has no endpoints.
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: machines}
spec: {labels: {app: whoami}}
`);
  });
});

test('a headless Service does not select it', () => {
  checkRule(
    rule,
    `
apiVersion: v1
kind: Service
metadata: {name: reports}
spec: {clusterIP: None, selector: {app: reports}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: reports-we}
#                ^^^^^^^^^^ warning: No ServiceEntry or Service selects "reports-we": nothing routes to it.
spec: {labels: {app: reports}}
`,
  );
});

test('the label is changed to what the service selects', () => {
  const before = `${BILLING}---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing2-we, namespace: default}
spec: {labels: {app: biling}}
`;
  checkFix(rule, before, 'Change to "billing"', before.replace('biling}', 'billing}'));
});
