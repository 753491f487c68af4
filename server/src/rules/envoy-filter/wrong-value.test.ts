import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './wrong-value.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('asks for what Envoy takes', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: CLUSTER
      patch:
        operation: MERGE
        value:
          connect_timeout: 3
#                          ^ error: Envoy takes a duration such as 5s here, not the number 3; Istio refuses the patch.
          lb_policy: RANDOMLY
#                    ^^^^^^^^ error: Envoy knows no "RANDOMLY" here; Istio refuses the patch.
          dns_lookup_family: V5
#                            ^^ error: Envoy knows no "V5" here, but AUTO, V4_ONLY, V6_ONLY, V4_PREFERRED or ALL; Istio refuses the patch.
          respect_dns_ttl: "true"
#                          ^^^^^^ error: Envoy takes true or false here, not "true"; Istio refuses the patch.
          name: [a]
#         ^^^^ error: Envoy takes text here, not a list; Istio refuses the patch.
          per_connection_buffer_limit_bytes: -1
#                                            ^^ error: Envoy takes a whole number from 0 on here, not the number -1; Istio refuses the patch.
          circuit_breakers: high
#                           ^^^^ error: Envoy takes a map of fields here, not "high"; Istio refuses the patch.
          health_checks: {}
#         ^^^^^^^^^^^^^ error: Envoy takes a list here, not a map of fields; Istio refuses the patch.
          metadata:
            filter_metadata: [a]
#           ^^^^^^^^^^^^^^^ error: Envoy takes a map of fields here, not a list; Istio refuses the patch.
          transport_socket:
            typed_config: tls
#                         ^^^ error: Envoy takes a map of fields here, not "tls"; Istio refuses the patch.
`,
  );
});

test('takes what can be read', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: CLUSTER
      patch:
        operation: MERGE
        value:
          connectTimeout: 1m3.5s
          lb_policy: 1
          dns_lookup_family: V4_ONLY
          per_connection_buffer_limit_bytes: "32768"
          name: "\${NAME}"
          circuit_breakers: null
          metadata: {filter_metadata: {a: {b: [1]}}}
`,
  );
});

test('looks into what a type names', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch:
        operation: ADD
        value:
          name: a
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
            inlineCode: 5
#                       ^ error: Envoy takes text here, not the number 5; Istio refuses the patch.
    - applyTo: EXTENSION_CONFIG
      patch:
        operation: ADD
        value: {name: a, typed_config: {"@type": type.googleapis.com/google.protobuf.Empty}}
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A google.protobuf.Empty stands in a field "value"; Istio refuses it without.
`,
  );
});

test('adds the unit', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 3}}}]
`,
    'Change to "3s"',
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 3s}}}]
`,
  );
});

test('knows what was meant', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {lb_policy: round_robin}}}]
`,
    'Change to "ROUND_ROBIN"',
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {lb_policy: ROUND_ROBIN}}}]
`,
  );
});

test('takes off quotes', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {respect_dns_ttl: "true"}}}]
`,
    'Take off the quotes',
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {respect_dns_ttl: true}}}]
`,
  );
});
