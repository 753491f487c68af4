import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './kind-not-allowed.ts';

test('takes four kinds in their groups', () => {
  checkRule(
    rule,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
spec:
  targetRefs:
    - {kind: Service, name: a}
    - {kind: Service, group: "", name: a}
    - {kind: Service, group: core, name: a}
    - {kind: ServiceEntry, group: networking.istio.io, name: a}
    - {kind: Gateway, group: gateway.networking.k8s.io, name: a}
    - {kind: GatewayClass, group: gateway.networking.k8s.io, name: a}
    - {kind: "\${KIND}", name: a}
    - {kind: Gateway, group: "\${GROUP}", name: a}
`,
  );
});

test('refuses other pairs', () => {
  checkRule(
    rule,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
spec:
  targetRef: {kind: Gateway, name: a}
#                   ^^^^^^^ error: A Gateway is in the group "gateway.networking.k8s.io"; Istio refuses the reference without.
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: b}
spec:
  targetRefs:
    - {kind: Gateway, group: networking.istio.io, name: a}
#                            ^^^^^^^^^^^^^^^^^^^ error: Istio’s own Gateway cannot be a target, only one of the Gateway API; Istio refuses the reference.
    - {kind: ServiceEntry, group: core, name: a}
#                                 ^^^^ error: A ServiceEntry is in the group "networking.istio.io", not "core"; Istio refuses the reference.
    - {kind: Service, group: apps, name: a}
#                            ^^^^ error: A Service has no group; Istio refuses the reference with "apps".
    - {kind: Deployment, group: apps, name: a}
#            ^^^^^^^^^^ error: "Deployment" cannot be a target; Istio takes a Service, ServiceEntry, Gateway or GatewayClass.
`,
  );
});

test('only warns at an EnvoyFilter', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
spec:
  targetRefs:
    - {kind: Pod, name: a}
#            ^^^ warning: Istio has no target "Pod" in the group "", and applies the patches to nothing.
`,
  );
});

test('adds the group', () => {
  checkFix(
    rule,
    `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
spec:
  targetRefs:
    - kind: Gateway
      name: a
`,
    'Set the group to "gateway.networking.k8s.io"',
    `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
spec:
  targetRefs:
    - kind: Gateway
      name: a
      group: gateway.networking.k8s.io
`,
  );
});

test('knows what was meant', () => {
  checkFix(
    rule,
    `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
spec:
  targetRefs:
    - {kind: service, name: a}
`,
    'Change to "Service"',
    `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
spec:
  targetRefs:
    - {kind: Service, name: a}
`,
  );
});
