import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-protocol-unknown.ts';

const HEAD = `apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  ports:
`;

test('says where Istio guesses', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: 80, name: web}
#                      ^^^ info: "web" does not begin with a protocol, so Istio guesses it for this port.
    - {port: 81, name: http-web}
    - {port: 82, name: grpc-web-a}
    - {port: 83, name: web-b, appProtocol: http}
    - {port: 84, name: dns, protocol: UDP}
    - {port: 3306, name: db}
    - {port: 85, name: "\${NAME}"}
`,
  );
});

test('speaks of the only port without a name', () => {
  checkRule(
    rule,
    `${HEAD}    - port: 80
#     ^^^^ info: Neither a name nor "appProtocol" says what the port speaks, so Istio guesses it.
`,
  );
});

test('offers protocols', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: 80, name: web}
`,
    'Set appProtocol to http',
    `${HEAD}    - {port: 80, name: web, appProtocol: http}
`,
  );
});

test('leaves alone Services of the system', () => {
  checkRule(
    rule,
    `apiVersion: v1
kind: Service
metadata: {name: a, namespace: istio-system}
spec: {ports: [{port: 80, name: status}]}
---
apiVersion: v1
kind: Service
metadata: {name: b, labels: {gateway.istio.io/managed: a}}
spec: {ports: [{port: 80, name: status}]}
`,
  );
});
