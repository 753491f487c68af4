import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './tls-without-match.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses an empty list', () => {
  checkRule(
    rule,
    `${HEAD}  tls:
    - match: []
#     ^^^^^ error: This tls rule has no match; Istio refuses it, since it takes traffic by its SNI name only.
      route: [{destination: {host: a.com}}]
    - match: [{sniHosts: [a.com]}]
      route: [{destination: {host: a.com}}]
`,
  );
});
