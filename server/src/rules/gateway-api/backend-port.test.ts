import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './backend-port.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
    - backendRefs:
`;

test('asks for the port of a Service', () => {
  checkRule(
    rule,
    `${HEAD}        - {name: a}
#                ^ error: A Service is named with one of its ports; the API server refuses it without "port".
        - {name: b, port: 80}
        - {name: c, kind: Hostname, group: networking.istio.io}
`,
  );
});

test('warns of a host where a name is asked for', () => {
  checkRule(
    rule,
    `${HEAD}        - {name: a.shop.svc.cluster.local, port: 80}
#                ^^^^^^^^^^^^^^^^^^^^^^^^ warning: A Service has no dots in its name, so "a.shop.svc.cluster.local" is not found.
`,
  );
});

test('takes the host apart', () => {
  checkFix(
    rule,
    `${HEAD}        - {name: a.shop.svc.cluster.local, port: 80}
`,
    'Change to "a" in namespace "shop"',
    `${HEAD}        - {name: a, port: 80, namespace: shop}
`,
  );
});

test('makes it the host of a ServiceEntry', () => {
  checkFix(
    rule,
    `${HEAD}        - name: a.internal.com
          port: 80
`,
    'Make it the host of a ServiceEntry',
    `${HEAD}        - name: a.internal.com
          port: 80
          group: networking.istio.io
          kind: Hostname
`,
  );
});
