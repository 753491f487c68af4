import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './typed-config-missing.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('warns of extensions that have a name only', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch: {operation: ADD, value: {name: envoy.filters.http.cors}}
#                                           ^^^^^^^^^^^^^^^^^^^^^^^ warning: Without "typed_config" Envoy does not know which extension this is.
    - applyTo: LISTENER_FILTER
      patch: {operation: ADD, value: {}}
#                             ^^^^^ warning: Without "typed_config" Envoy does not know which extension this is.
    - applyTo: CLUSTER
      patch: {operation: MERGE, value: {transport_socket: {name: tls}}}
#                                                                ^^^ warning: Without "typed_config" Envoy does not know which extension this is.
`,
  );
});

test('is silent where the configuration is there or fetched', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch: {operation: ADD, value: {name: a, typedConfig: {"@type": a}}}
    - applyTo: HTTP_FILTER
      patch: {operation: ADD, value: {name: a, config_discovery: {}}}
    - applyTo: CLUSTER
      patch: {operation: MERGE, value: {transport_socket: {typed_config: {"@type": a}}}}
    - applyTo: VIRTUAL_HOST
      patch: {operation: MERGE, value: {name: a}}
    - applyTo: HTTP_FILTER
      patch: {operation: REMOVE}
`,
  );
});
