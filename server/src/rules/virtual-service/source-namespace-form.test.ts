import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './source-namespace-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no name in http, and warns elsewhere', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{sourceNamespace: "team-*"}, {sourceNamespace: team-a}, {sourceNamespace: ""}]
#                               ^^^^^^^^ error: "team-*" cannot be the name of a namespace; Istio refuses it.
  tls:
    - match: [{sourceNamespace: a.b, sniHosts: [a.com]}]
#                               ^^^ warning: No namespace is named "a.b", so this match takes nothing.
  tcp:
    - match: [{sourceNamespace: "*"}]
#                               ^^^ warning: No namespace is named "*", so this match takes nothing.
`,
  );
});
