import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './empty.ts';

test('warns of selectors without labels, whatever the kind', () => {
  checkRule(
    rule,
    `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: a}
spec:
  selector: {}
# ^^^^^^^^ warning: Without labels this selects every workload, just as no "selector" at all would.
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  workloadSelector:
# ^^^^^^^^^^^^^^^^ warning: Without labels this selects every workload, just as no "workloadSelector" at all would.
    matchLabels: {}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: [a.com]
  workloadSelector:
# ^^^^^^^^^^^^^^^^ warning: Without labels this selects every pod and every WorkloadEntry of the namespace as an endpoint.
    labels:
      app: null
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
spec:
  workloadSelector:
`,
  );
});

test('is silent about labels, and about what is wrong otherwise', () => {
  checkRule(
    rule,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
spec:
  selector:
    matchLabels: {app: a}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: b}
spec:
  selector:
    matchlabels: {app: a}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: c}
spec:
  selector:
    matchLabels: \${LABELS}
`,
  );
});

test('takes the selector out', () => {
  checkFix(
    rule,
    `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: a}
spec:
  selector:
    matchLabels: {}
  mtls: {mode: STRICT}
`,
    'Remove "selector"',
    `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: a}
spec:
  mtls: {mode: STRICT}
`,
  );
});
