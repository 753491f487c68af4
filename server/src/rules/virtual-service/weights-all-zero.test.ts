import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './weights-all-zero.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses destinations of which none has a weight', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route:
#     ^^^^^ error: None of these 2 destinations has a weight; Istio refuses that, since an absent weight is 0.
        - destination: {host: a}
        - destination: {host: b}
    - route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]
#     ^^^^^ error: The weights of these 2 destinations are all 0; Istio refuses that.
  tcp:
    - route: [{destination: {host: a}}, {destination: {host: b}}]
#     ^^^^^ error: None of these 2 destinations has a weight; Istio refuses that, since an absent weight is 0.
`,
  );
});

test('takes one destination, one weight and weights that are filled in', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route: [{destination: {host: a}, weight: 0}]
    - route: [{destination: {host: a}}, {destination: {host: b}, weight: 1}]
    - route: [{destination: {host: a}, weight: "\${WEIGHT}"}, {destination: {host: b}}]
`,
  );
});

test('shares the traffic evenly', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - route:
        - destination:
            host: a
        - destination:
            host: b
          weight: 0
        - destination:
            host: c
`,
    'Share the traffic evenly',
    `${HEAD}  http:
    - route:
        - destination:
            host: a
          weight: 34
        - destination:
            host: b
          weight: 33
        - destination:
            host: c
          weight: 33
`,
  );
});
