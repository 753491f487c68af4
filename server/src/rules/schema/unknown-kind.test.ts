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

test('asks for the half that is missing, and adds the version', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
#           ^^^^^^^^^^^^^^^^^^^^^^ error: There is no "kind" here; the API server refuses a resource without one.
metadata: {name: a}
---
kind: WorkloadEntry
#     ^^^^^^^^^^^^^ error: There is no "apiVersion" here; the API server refuses a resource without one.
metadata: {name: a}
spec: {address: 10.0.0.1}
---
kind: Gateway
metadata: {name: a}
spec: {}
---
apiVersion: networking.istio.io/v1
`,
  );
  const text = 'kind: PeerAuthentication\nmetadata: {name: a}\nspec: {}\n';
  checkFix(rule, text, 'Add "apiVersion: security.istio.io/v1"', `apiVersion: security.istio.io/v1\n${text}`);
});
