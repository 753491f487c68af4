import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './egress-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
`;

test('asks for a number or a socket', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {protocol: HTTP}
#     ^^^^ error: A port needs a number, unless "bind" is a Unix socket; Istio refuses it without.
      hosts: [./*]
    - port: {number: 0}
#                    ^ error: A port needs a number, unless "bind" is a Unix socket; Istio refuses it without.
      bind: 127.0.0.1
      hosts: [./*]
    - port: {number: 65536}
#                    ^^^^^ error: 65536 is no port; Istio takes numbers from 1 to 65535.
      hosts: [./*]
`,
  );
});

test('takes both', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 65535}
      hosts: [./*]
    - port: {protocol: HTTP}
      bind: unix:///run/a
      hosts: [./*]
    - port: {protocol: HTTP}
      bind: "\${BIND}"
      hosts: [./*]
`,
  );
});
