import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './gateway-name-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is neither a name nor namespace/name', () => {
  checkRule(
    rule,
    `${HEAD}  gateways:
    - ns/gw
    - ./gw
#     ^^^^ error: "./gw" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.
    - "*/gw"
#     ^^^^^^ error: "*/gw" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.
    - ns/
#     ^^^ error: "ns/" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.
    - ns/gw.v1
#     ^^^^^^^^ error: "ns/gw.v1" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.
    - a_b
#     ^^^ error: "a_b" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.
  http:
    - match: [{gateways: [""]}]
#                         ^^ error: The name of the gateway is empty; Istio refuses it.
  tcp:
    - match: [{gateways: [ns/gw/x]}]
#                         ^^^^^^^ error: "ns/gw/x" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.
`,
  );
});

test('warns of names behind one without a slash, which Istio does not check', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: [gw, ./gw, mesh, ns/gw]
#                ^^^^ warning: No Gateway is named "./gw"; what is meant is a name, or namespace/name.
`,
  );
});

test('does not know what is checked behind a name that is filled in', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: ["\${GATEWAY}", ./gw]
#                          ^^^^ warning: No Gateway is named "./gw"; what is meant is a name, or namespace/name.
`,
  );
});

test('takes names in the old form', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: [gw.ns.svc.cluster.local]
`,
  );
});

test('drops the dot for the own namespace', () => {
  checkFix(
    rule,
    `${HEAD}  gateways: [./gw]
`,
    'Change to "gw"',
    `${HEAD}  gateways: [gw]
`,
  );
});
