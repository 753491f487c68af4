import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './internal-annotation.ts';

test('refuses three, and warns of the others', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: a
  annotations:
    internal.istio.io/parents: HTTPRoute/a.b
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Istio keeps "internal.istio.io/parents" to itself and refuses resources that have it.
    internal.istio.io/webhook-always-reject: ""
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Istio keeps "internal.istio.io/webhook-always-reject" to itself and refuses resources that have it.
    internal.istio.io/route-semantics: gateway
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Istio writes "internal.istio.io/route-semantics" itself; in a file it may change what the resource means.
    internal.istio.io/parent-namespace: null
    istio.io/rev: stable
spec: {hosts: [a]}
`,
  );
});
