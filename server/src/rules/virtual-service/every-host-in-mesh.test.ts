import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './every-host-in-mesh.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses * without gateways', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: ["*"]
#         ^^^ error: "*" would take all traffic of the mesh; Istio refuses it without gateways.
`,
  );
});

test('refuses * beside mesh', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com, "*"]
#                ^^^ error: "*" would take all traffic of the mesh; Istio refuses it where "mesh" is among the gateways.
  gateways: [gw, mesh]
`,
  );
});

test('takes * at gateways', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: ["*"]
  gateways: [gw]
`,
  );
});

test('waits for a gateway that is filled in', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: ["*"]
  gateways: ["\${GATEWAY}"]
`,
  );
});
