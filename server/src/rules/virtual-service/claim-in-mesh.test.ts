import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './claim-in-mesh.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses claims without gateways', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - headers: {"@request.auth.claims.a": {exact: b}, x: {}}
#                   ^^^^^^^^^^^^^^^^^^^^^^^^ error: Only gateways know the claims of a token; Istio refuses this without gateways.
          withoutHeaders: {"@request.auth.claims[a]": {}}
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Only gateways know the claims of a token; Istio refuses this without gateways.
`,
  );
});

test('refuses them beside mesh', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: [gw, mesh]
  http:
    - match: [{headers: {"@request.auth.claims.a": {exact: b}}}]
#                        ^^^^^^^^^^^^^^^^^^^^^^^^ error: Only gateways know the claims of a token; Istio refuses this where "mesh" is among the gateways.
`,
  );
});

test('takes them at gateways', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: [gw]
  http:
    - match: [{headers: {"@request.auth.claims.a": {exact: b}}}]
`,
  );
});
