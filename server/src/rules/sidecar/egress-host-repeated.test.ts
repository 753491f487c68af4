import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './egress-host-repeated.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a, namespace: shop}
spec:
  egress:
    - hosts:
`;

test('warns of hosts that say nothing new', () => {
  checkRule(
    rule,
    `${HEAD}        - ./*
        - shop/a.com
#         ^^^^^^^^^^ warning: Hosts above include "shop/a.com" already.
        - b/a.com
        - b/a.com
#         ^^^^^^^ warning: Hosts above include "b/a.com" already.
        - b/*
#         ^^^ warning: "b/*" makes the hosts above from the same namespace needless.
`,
  );
});

test('takes exclusions, and the same in another listener', () => {
  checkRule(
    rule,
    `${HEAD}        - ./*
        - ~shop/a.com
        - ~shop/a.com
        - b/a.com
    - hosts: [b/a.com]
`,
  );
});
