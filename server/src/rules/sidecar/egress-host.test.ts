import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './egress-host.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
    - hosts:
`;

test('asks for a namespace', () => {
  checkRule(
    rule,
    `${HEAD}        - whoami.shop.svc.cluster.local
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A host is written "namespace/name" here, "*" for any; Istio refuses "whoami.shop.svc.cluster.local".
        - https://a.com
#         ^^^^^^^^^^^^^ error: A host is written "namespace/name" here, "*" for any; Istio refuses "https://a.com".
        - /a.com
#         ^^^^^^ error: Before the slash stands a namespace, "." or "*"; Istio refuses "/a.com".
        - shop.eu/a.com
#         ^^^^^^^^^^^^^ error: "shop.eu" is no namespace; Istio refuses it before the slash.
`,
  );
});

test('asks for a full name', () => {
  checkRule(
    rule,
    `${HEAD}        - shop/whoami
#         ^^^^^^^^^^^ error: After the slash stands "*" or a full name; Istio refuses the short name "whoami".
        - "*/*a.com"
#         ^^^^^^^^^^ error: In "*a.com" the wildcard is not a whole label; Istio takes "*.example.com" only.
        - ./1.2.3.4
#         ^^^^^^^^^ error: Istio refuses "1.2.3.4" as a host: it is no DNS name or wildcard.
`,
  );
});

test('takes names, wildcards and exclusions', () => {
  checkRule(
    rule,
    `${HEAD}        - "*/*"
        - ./*
        - ~/*
        - ~shop/a.com
        - shop/*.a.com
        - "\${NAMESPACE}/*"
`,
  );
});

test('knows the namespace of a Service', () => {
  checkFixTitles(
    rule,
    `${HEAD}        - whoami.shop.svc.cluster.local
`,
    ['Change to "shop/whoami.shop.svc.cluster.local" *', 'Change to "*/whoami.shop.svc.cluster.local"'],
  );
});

test('takes a host of any namespace', () => {
  checkFix(
    rule,
    `${HEAD}        - whoami.internal.com
`,
    'Change to "*/whoami.internal.com"',
    `${HEAD}        - "*/whoami.internal.com"
`,
  );
});

test('takes a word for a namespace', () => {
  checkFix(
    rule,
    `${HEAD}        - shop
`,
    'Change to "shop/*"',
    `${HEAD}        - shop/*
`,
  );
});

test('completes the name of a Service', () => {
  checkFix(
    rule,
    `${HEAD}        - shop/whoami
`,
    'Change to "shop/whoami.shop.svc.cluster.local"',
    `${HEAD}        - shop/whoami.shop.svc.cluster.local
`,
  );
});
