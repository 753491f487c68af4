import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './selector-not-in-template.ts';

const HEAD = `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
`;

test('asks for each pair', () => {
  checkRule(
    rule,
    `${HEAD}  template: {metadata: {labels: {app: a, tier: b}}, spec: {containers: [{name: a, image: b}]}}
  selector:
    matchLabels:
      app: b
#          ^ error: The pods of the template have app: a, not app: b; the API server refuses the workload.
      role: c
#           ^ error: The pods of the template do not have the label role: c; the API server refuses the workload.
      tier: b
`,
  );
});

test('reads expressions', () => {
  checkRule(
    rule,
    `${HEAD}  template: {metadata: {labels: {app: a, tier: b}}, spec: {containers: [{name: a, image: b}]}}
  selector:
    matchExpressions:
      - {key: app, operator: In, values: [a, c]}
      - {key: app, operator: NotIn, values: [a]}
#             ^^^ error: The label app: a of the template does not fulfil this; the API server refuses the workload.
      - {key: role, operator: Exists}
#             ^^^^ error: The pods of the template do not have the label role; the API server refuses the workload.
      - {key: role, operator: DoesNotExist}
      - {key: role, operator: NotIn, values: [a]}
`,
  );
});

test('asks for a selector', () => {
  checkRule(
    rule,
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
#<-- error: The Deployment has no selector; the API server refuses it without.
  template: {metadata: {labels: {app: a, tier: b}}, spec: {containers: [{name: a, image: b}]}}
`,
  );
});

test('refuses an empty one', () => {
  checkRule(
    rule,
    `${HEAD}  template: {metadata: {labels: {app: a, tier: b}}, spec: {containers: [{name: a, image: b}]}}
  selector: {matchLabels: {}}
# ^^^^^^^^ error: The selector names no label; the API server refuses an empty one.
`,
  );
});

test('leaves alone parts of a Deployment, and what is filled in later', () => {
  checkRule(
    rule,
    `${HEAD}  selector: {matchLabels: {app: a}}
  template: {spec: {containers: [{name: a, env: []}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selector: {matchLabels: {app: "\${APP}"}}
  template: {metadata: {labels: {app: "\${APP}"}}, spec: {containers: [{name: a, image: b}]}}
`,
  );
});

test('corrects the label of the template', () => {
  checkFix(
    rule,
    `${HEAD}  template: {metadata: {labels: {app: a, tier: b}}, spec: {containers: [{name: a, image: b}]}}
  selector: {matchLabels: {app: b}}
`,
    'Change the label of the template to app: b',
    `${HEAD}  template: {metadata: {labels: {app: b, tier: b}}, spec: {containers: [{name: a, image: b}]}}
  selector: {matchLabels: {app: b}}
`,
  );
});

test('adds a label to the template', () => {
  checkFix(
    rule,
    `${HEAD}  template: {metadata: {labels: {app: a, tier: b}}, spec: {containers: [{name: a, image: b}]}}
  selector: {matchLabels: {role: b}}
`,
    'Add the label role: b',
    `${HEAD}  template: {metadata: {labels: {app: a, tier: b, role: b}}, spec: {containers: [{name: a, image: b}]}}
  selector: {matchLabels: {role: b}}
`,
  );
});

test('leaves alone what kustomize gives labels to', () => {
  checkRule(
    rule,
    `//- kustomization.yaml
resources: [whoami.yaml]
commonLabels: {app: whoami}
//- whoami.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami}
spec:
  selector: {matchLabels: {app: whoami}}
  template: {spec: {containers: [{name: a, image: b}]}}
`,
  );
});
