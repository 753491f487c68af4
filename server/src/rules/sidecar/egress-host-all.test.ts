import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './egress-host-all.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
    - hosts:
`;

test('warns where everything is meant anyway', () => {
  checkRule(
    rule,
    `${HEAD}        - "*/*"
#         ^^^^^ warning: "*/*" is every host of every namespace; the other hosts have no meaning beside it.
        - ./*
`,
  );
});

test('takes it alone, and with exclusions', () => {
  checkRule(
    rule,
    `${HEAD}        - "*/*"
        - ~a/*
`,
  );
});
