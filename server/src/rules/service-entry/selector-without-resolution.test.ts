import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './selector-without-resolution.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

test('warns of a selector with NONE, written or not', () => {
  checkRule(
    rule,
    `${SE}spec:
  hosts: [a.com]
  workloadSelector: {labels: {app: a}}
# ^^^^^^^^^^^^^^^^ warning: Without "resolution", which is then NONE, traffic goes where the client addressed it; the workloads selected here are not used by sidecars.
---
${SE}spec:
  hosts: [a.com]
  resolution: NONE
  workloadSelector: {labels: {app: a}}
# ^^^^^^^^^^^^^^^^ warning: Resolution NONE sends traffic where the client addressed it; the workloads selected here are not used by sidecars.
---
${SE}spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {app: a}}}
---
${SE}spec: {hosts: [a.com], resolution: "\${R}", workloadSelector: {labels: {app: a}}}
`,
  );
});

test('makes it STATIC', () => {
  const text = (resolution: string) =>
    `${SE}spec: {hosts: [a.com], workloadSelector: {labels: {app: a}}${resolution}}\n`;
  checkFix(rule, text(''), 'Set resolution to STATIC', text(', resolution: STATIC'));
  checkFix(rule, text(', resolution: NONE'), 'Set resolution to STATIC', text(', resolution: STATIC'));
});
