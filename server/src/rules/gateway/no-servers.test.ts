import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './no-servers.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
`;

test('asks for a server', () => {
  checkRule(
    rule,
    `${HEAD}spec: {selector: {a: b}}
#<-- error: A Gateway without servers listens nowhere; Istio refuses it.
`,
  );
});

test('refuses an empty list', () => {
  checkRule(
    rule,
    `${HEAD}spec: {servers: []}
#      ^^^^^^^ error: A Gateway without servers listens nowhere; Istio refuses it.
`,
  );
});

test('asks for a spec', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: Gateway
#<-- error: A Gateway without servers listens nowhere; Istio refuses it.
metadata: {name: a}
`,
  );
});

test('takes one server', () => {
  checkRule(
    rule,
    `${HEAD}spec: {servers: [{hosts: [a.com]}]}
`,
  );
});
