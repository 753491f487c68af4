import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './probe-no-command.ts';

const WG = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a}
`;

test('asks for a command', () => {
  checkRule(
    rule,
    `${WG}spec:
  template: {}
  probe:
    exec: {command: []}
#          ^^^^^^^ error: There is no command to run; Istio refuses the probe.
---
${WG}spec: {template: {}, probe: {exec: {command: [/bin/true]}}}
`,
  );
});
