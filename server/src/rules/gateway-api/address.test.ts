import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './address.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: a}
spec:
  gatewayClassName: istio
`;

test('refuses repeated addresses and what is no host name', () => {
  checkRule(
    rule,
    `${HEAD}  addresses:
    - {value: 1.2.3.4}
    - {type: IPAddress, value: 1.2.3.4}
#                              ^^^^^^^ error: The address 1.2.3.4 stands before; the API server refuses it twice.
    - {type: Hostname, value: a_b}
#                             ^^^ error: "a_b" is no host name; the API server refuses it as an address.
    - {type: Hostname, value: a.b}
    - {type: NamedAddress, value: a_b}
`,
  );
});

test('warns of a name where an address is meant', () => {
  checkRule(
    rule,
    `${HEAD}  addresses: [{value: a.com}]
#                     ^^^^^ warning: "a.com" is no IP address; another type is to be named for it.
`,
  );
});

test('names the type', () => {
  checkFix(
    rule,
    `${HEAD}  addresses: [{value: a.com}]
`,
    'Set type to Hostname',
    `${HEAD}  addresses: [{value: a.com, type: Hostname}]
`,
  );
});
