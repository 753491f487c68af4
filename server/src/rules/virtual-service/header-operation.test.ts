import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './header-operation.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses names that cannot be changed', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      headers:
        request:
          set: {host: a, ":authority": b, ":path": /c, "": d}
#                                         ^^^^^^^ error: Istio does not change headers that begin with a colon; it refuses ":path".
#                                                      ^^ error: This header has no name; Istio refuses it.
          remove: [Host, x]
#                  ^^^^ error: "Host" can only be set in a request; Istio refuses it here.
        response:
          add: {":Authority": a, x: b}
#               ^^^^^^^^^^^^ error: ":Authority" can only be set in a request; Istio refuses it here.
          remove: [":status", ""]
#                  ^^^^^^^^^ error: Istio does not change headers that begin with a colon; it refuses ":status".
#                             ^^ error: This header has no name; Istio refuses it.
`,
  );
});

test('refuses values in which % begins nothing', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      headers:
        request:
          set:
            a: 50%
#              ^^^ error: A "%" begins a variable for Envoy, and none is closed in "50%"; Istio refuses it.
            b: "%HOSTNAME%"
            c: 50%%
            d: "%REQ(x-id):9%"
#              ^^^^^^^^^^^^^^^ error: Istio takes nothing between ")" and "%" and refuses "%REQ(x-id):9%".
            e: "%REQ_A:9%"
            f: '%UPSTREAM_METADATA(["a", "b"])%'
            g: "\${VALUE}%"
            h: "a\\nb"
#              ^^^^^^ error: The value of this header has line breaks or other control characters; Istio refuses it.
`,
  );
});

test('looks at headers of single destinations, too', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route:
        - destination: {host: a}
          headers: {response: {set: {a: "%"}}}
#                                       ^^^ error: A "%" begins a variable for Envoy, and none is closed in "%"; Istio refuses it.
`,
  );
});

test('doubles the percent sign', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      headers: {response: {set: {a: "50% of %HOSTNAME%"}}}
`,
    'Change to "50%% of %HOSTNAME%"',
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      headers: {response: {set: {a: "50%% of %HOSTNAME%"}}}
`,
  );
});
