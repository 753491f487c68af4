import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './egress-bind.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
`;

test('asks for an address beside a number', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {number: 80}, bind: localhost, hosts: [./*]}
#                                ^^^^^^^^^ error: "localhost" is no IP address; Istio refuses it as the address to listen at.
    - {port: {number: 81}, bind: "unix://@a", hosts: [./*]}
#                                ^^^^^^^^^^^ error: A Unix socket has no port; Istio refuses it beside a number.
    - {port: {number: 82}, bind: 1.2.3.4, hosts: [./*]}
`,
  );
});

test('looks at the path and the capture of a socket', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {}, bind: "unix://a", hosts: [./*]}
#                      ^^^^^^^^^^ error: "unix://a" is no socket; Istio takes an absolute path of a file, or "@" and a name.
    - {port: {}, bind: "unix://@a", captureMode: IPTABLES, hosts: [./*]}
#                                                ^^^^^^^^ error: Traffic to a Unix socket is not captured; Istio refuses IPTABLES here.
    - {port: {}, bind: "unix://@b", captureMode: NONE, hosts: [./*]}
`,
  );
});

test('does not look where there is no port', () => {
  checkRule(
    rule,
    `${HEAD}    - {bind: localhost, hosts: [./*]}
`,
  );
});

test('knows the own machine', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: {number: 80}, bind: localhost, hosts: [./*]}
`,
    'Change to "127.0.0.1"',
    `${HEAD}    - {port: {number: 80}, bind: 127.0.0.1, hosts: [./*]}
`,
  );
});
