import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './empty.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
`;

test('refuses one that says nothing', () => {
  checkRule(
    rule,
    `${HEAD}spec: {workloadSelector: {labels: {a: b}}, egress: []}
#<-- error: A Sidecar without "egress", "ingress" or a policy changes nothing; Istio refuses it.
`,
  );
});

test('takes any part', () => {
  checkRule(
    rule,
    `${HEAD}spec: {outboundTrafficPolicy: {}}
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec: {inboundConnectionPool: {tcp: {maxConnections: 1}}}
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec: {ingress: [{port: {number: 80}}]}
`,
  );
});

test('asks for a spec', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: Sidecar
#<-- error: A Sidecar without "egress", "ingress" or a policy changes nothing; Istio refuses it.
metadata: {name: a}
`,
  );
});
