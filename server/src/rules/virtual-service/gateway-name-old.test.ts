import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './gateway-name-old.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('warns of names with dots', () => {
  checkRule(
    rule,
    `${HEAD}  gateways:
    - gw.ns
#     ^^^^^ warning: Istio reads "gw.ns" as the gateway "gw" of namespace "ns", an old way to write it.
    - mesh
    - ns/gw
  http:
    - match: [{gateways: [gw.ns.svc.cluster.local]}]
#                         ^^^^^^^^^^^^^^^^^^^^^^^ warning: Istio reads "gw.ns.svc.cluster.local" as the gateway "gw" of namespace "ns", an old way to write it.
`,
  );
});

test('writes the namespace in front', () => {
  checkFix(
    rule,
    `${HEAD}  gateways: [gw.ns.svc.cluster.local]
`,
    'Change to "ns/gw"',
    `${HEAD}  gateways: [ns/gw]
`,
  );
});
