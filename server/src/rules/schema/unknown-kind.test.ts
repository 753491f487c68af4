import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-kind.ts';

test('names a kind that the group does not have', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: VirtualServices
#     ^^^^^^^^^^^^^^^ error: networking.istio.io has no kind "VirtualServices"; the API server refuses it.
metadata: {name: a}
`,
  );
});

test('names the group that has the kind', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
#           ^^^^^^^^^^^^^^^^^^^^^^ error: PeerAuthentication is not of the group "networking.istio.io" but of security.istio.io; the API server refuses it.
kind: PeerAuthentication
metadata: {name: a}
---
apiVersion: networking.istio.o/v1
#           ^^^^^^^^^^^^^^^^^^^^^ error: ServiceEntry is not of the group "networking.istio.o" but of networking.istio.io; the API server refuses it.
kind: ServiceEntry
metadata: {name: a}
`,
  );
});

test('changes the kind to the one that was meant', () => {
  const before = 'apiVersion: networking.istio.io/v1\nkind: workloadEntries\nmetadata: {name: a}\n';
  checkFix(rule, before, 'Change to "WorkloadEntry"', before.replace('workloadEntries', 'WorkloadEntry'));
});

test('says nothing of what is not Istio’s', () => {
  checkRule(
    rule,
    `
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: {name: a}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: a}
`,
  );
});
