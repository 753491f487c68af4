import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './probe-handler.ts';

const HEAD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
`;

test('asks for one thing to do', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
      image: b
      livenessProbe: {periodSeconds: 1}
#     ^^^^^^^^^^^^^ error: The probe does nothing; the API server refuses it without "httpGet", "tcpSocket", "grpc" or "exec".
      readinessProbe: {exec: {command: [a]}, grpc: {port: 1}}
#                                            ^^^^ error: A probe does one thing; the API server refuses "grpc" beside "exec".
      startupProbe: {httpGet: {port: 80}, tcpSocket: null}
`,
  );
});

test('leaves alone a part that is merged into a whole', () => {
  checkRule(
    rule,
    `${HEAD}    - {name: a, livenessProbe: {periodSeconds: 1}}
`,
  );
});

test('takes one out', () => {
  checkFixTitles(
    rule,
    `${HEAD}    - {name: a, livenessProbe: {exec: {command: [a]}, httpGet: {port: 80}}}
`,
    ['Remove "httpGet"', 'Remove "exec"'],
  );
});
