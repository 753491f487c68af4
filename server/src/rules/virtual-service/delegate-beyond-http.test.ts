import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './delegate-beyond-http.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses gateways and other rules without hosts', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: [gw]
# ^^^^^^^^ error: Without hosts a VirtualService is a delegate, which has http rules only; Istio refuses gateways or tls here.
  tls: [{match: [{sniHosts: [a.com]}], route: [{destination: {host: a.com}}]}]
  http: [{route: [{destination: {host: a.com}}]}]
`,
  );
});

test('takes http rules alone', () => {
  checkRule(
    rule,
    `${HEAD}  gateways: []
  http: [{route: [{destination: {host: a.com}}]}]
`,
  );
});

test('waits for hosts that are filled in', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: "\${HOSTS}"
  gateways: [gw]
  http: [{route: [{destination: {host: a.com}}]}]
`,
  );
});

test('removes gateways', () => {
  checkFix(
    rule,
    `${HEAD}  gateways: [gw]
  http: [{route: [{destination: {host: a.com}}]}]
`,
    'Remove "gateways"',
    `${HEAD}  http: [{route: [{destination: {host: a.com}}]}]
`,
  );
});
