import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './image-type.ts';

const HEAD = `apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: {name: a}
`;

test('hints at types that are not published', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  image: {imageType: alpine}
#                    ^^^^^^ hint: Istio publishes no image of the type "alpine"; pods start only if you provide one.
---
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: {name: b}
spec:
  image: {imageType: distroless}
`,
  );
});

test('knows what was meant', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  image: {imageType: Debug}
`,
    'Change to "debug"',
    `${HEAD}spec:
  image: {imageType: debug}
`,
  );
});
