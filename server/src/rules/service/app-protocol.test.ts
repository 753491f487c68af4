import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './app-protocol.ts';

const HEAD = `apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  ports:
`;

test('says what Istio does not know', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: 80, name: a, appProtocol: postgres}
#                                      ^^^^^^^^ info: Istio does not know "postgres" and guesses the protocol of this port.
    - {port: 81, name: b, appProtocol: kubernetes.io/ws}
    - {port: 82, name: c, appProtocol: HTTP}
    - {port: 83, name: d, appProtocol: grpc-web}
    - {port: 84, name: e, appProtocol: dns, protocol: UDP}
`,
  );
});

test('knows other names', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: 80, name: a, appProtocol: postgres}
`,
    'Change to "tcp"',
    `${HEAD}    - {port: 80, name: a, appProtocol: tcp}
`,
  );
});

test('knows those of Kubernetes', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: 80, name: a, appProtocol: h2c}
`,
    'Change to "kubernetes.io/h2c"',
    `${HEAD}    - {port: 80, name: a, appProtocol: kubernetes.io/h2c}
`,
  );
});
