import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './name-not-label.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
`;

test('refuses a dot', () => {
  checkRule(
    rule,
    `${HEAD}metadata: {name: a.b}
#                ^^^ error: Istio refuses "a.b" as the name of a Gateway: it takes no dots there.
`,
  );
});

test('takes 63 characters', () => {
  checkRule(
    rule,
    `${HEAD}metadata: {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
`,
  );
});

test('refuses 64 characters', () => {
  checkRule(
    rule,
    `${HEAD}metadata: {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Istio refuses "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" as the name of a Gateway: it has more than 63 characters.
`,
  );
});

test('leaves alone what is filled in later, and what Istio made of a Gateway of Kubernetes', () => {
  checkRule(
    rule,
    `${HEAD}metadata: {name: "\${X}.b"}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a.b, annotations: {internal.istio.io/gateway-semantics: gateway}}
`,
  );
});

test('puts dashes in the place of dots', () => {
  checkFix(
    rule,
    `${HEAD}metadata: {name: whoami.gateway}
`,
    'Change to "whoami-gateway"',
    `${HEAD}metadata: {name: whoami-gateway}
`,
  );
});
