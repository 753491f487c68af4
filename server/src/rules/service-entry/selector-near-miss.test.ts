import { describe, test } from 'vitest';
import { checkAllRules, checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './selector-near-miss.ts';

test('a value with a suffix too many is pointed at, with the workload that lacks it', () => {
  checkRule(
    rule,
    `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: default}
spec:
  workloadSelector:
    labels:
      app: whoami-v1
#          ^^^^^^^^^ warning: No workload in namespace "default" has the label app: whoami-v1; this service has no endpoints.
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: default}
spec:
  labels:
    app: whoami
#   ^^^^^^^^^^^ related: "whoami-we" has app: whoami
`,
  );
});

test('a namespace that the file does not name is not named in the message', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: Whoami}}}
#                                       ^^^^^^ warning: No workload has the label app: Whoami; this service has no endpoints.
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we}
spec: {labels: {app: whoami}}
`,
  );
});

test('a key with another prefix is pointed at', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami}}}
#                                  ^^^ warning: No workload has the label app: whoami; this service has no endpoints.
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami}
spec: {template: {metadata: {labels: {app.kubernetes.io/name: whoami}}}}
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: "whoami" has app.kubernetes.io/name: whoami
`,
  );
});

test('of two labels the one that nobody has beside the other is pointed at', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec:
  workloadSelector:
    labels:
      app: test
      version: v3
#              ^^ warning: No workload has all the labels app: test, version: v3; this service has no endpoints.
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {app: test, version: v1}}
#                          ^^^^^^^^^^^ related: "test1-we" has version: v1
`,
  );
});

test('the deployment whose pod labels were meant is found by its template, not by its own labels', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami, labels: {app: whoamy}}
spec: {template: {metadata: {labels: {app: other}}}}
`,
  );
});

describe('says nothing', () => {
  const near = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami-v1}}}
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we}
spec: {labels: {app: whoami}}
`;

  test('where something else is selected', () => {
    checkRule(
      rule,
      `${near}//- deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami}
spec: {template: {metadata: {labels: {app: whoami-v1}}}}
`,
    );
  });

  test('where a workload of a named namespace would be selected once the namespace is known', () => {
    checkRule(
      rule,
      `${near}//- deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami, namespace: default}
spec: {template: {metadata: {labels: {app: whoami-v1}}}}
`,
    );
  });

  test('while a workload beside it is half typed', () => {
    checkAllRules(`${near}//- typing.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "whoami
#       ^^^^^^^ error: The quote is not closed.
`);
  });

  test('where the chart beside it may make the workload', () => {
    checkRule(
      rule,
      `${near}//- templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .Values.name }}}
`,
    );
  });

  test('where the labels are of another application that only shares its environment', () => {
    checkRule(
      rule,
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami, env: prod}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing-we}
spec: {labels: {app: billing, env: prod}}
`,
    );
  });

  test('about labels that istiod adds', () => {
    checkRule(
      rule,
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami, topology.kubernetes.io/zone: az-1}}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we}
spec: {labels: {app: whoami}}
`,
    );
  });

  test('about a selector with a value that is no text', () => {
    checkRule(rule, near.replace('app: whoami-v1', 'app: 1'));
  });
});

test('is the only finding: the workload it names is not reported as unselected as well', () => {
  checkAllRules(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami-v1}}}
#                                       ^^^^^^^^^ warning: No workload has the label app: whoami-v1; this service has no endpoints.
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we}
spec: {labels: {app: whoami}}
`);
});

describe('fixes', () => {
  const before = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec:
  workloadSelector:
    labels:
      app: whoami-v1 # the first
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we}
spec:
  labels:
    app: whoami
`;

  test('change the selector', () => {
    checkFix(rule, before, 'Change to "whoami"', before.replace('whoami-v1 #', 'whoami #'));
  });

  test('change the label of the workload', () => {
    checkFix(
      rule,
      before,
      'Change the label of "whoami-we" to app: whoami-v1',
      before.replace('app: whoami\n', 'app: whoami-v1\n'),
    );
  });

  test('change the key', () => {
    const keyed = before
      .replace('app: whoami-v1', 'name: whoami')
      .replace('app: whoami\n', 'example.com/name: whoami\n');
    checkFix(
      rule,
      keyed,
      'Change to "example.com/name"',
      keyed.replace('name: whoami #', 'example.com/name: whoami #'),
    );
  });

  test('add the label that is missing', () => {
    const lacking = before.replace('app: whoami-v1', 'app: whoami\n      version: v1');
    checkFix(
      rule,
      lacking,
      'Add version: v1 to "whoami-we"',
      lacking.replace('\n    app: whoami\n', '\n    app: whoami\n    version: v1\n'),
    );
  });

  test('leave the labels of a pod template alone, which must match its own selector', () => {
    checkFixTitles(
      rule,
      `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami-v1}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami}
spec: {template: {metadata: {labels: {app: whoami}}}}
`,
      ['Change to "whoami" *'],
    );
  });

  test('leave the label alone that another service selects', () => {
    checkFixTitles(
      rule,
      `${before}---
apiVersion: v1
kind: Service
metadata: {name: whoami}
spec: {selector: {app: whoami}}
`,
      ['Change to "whoami" *'],
    );
  });
});
