import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './egress-proxy.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  outboundTrafficPolicy:
`;

test('asks for the mode', () => {
  checkRule(
    rule,
    `${HEAD}    egressProxy: {host: a.com, port: {number: 80}}
#   ^^^^^^^^^^^ error: Only with mode ALLOW_ANY unknown traffic goes to a proxy; Istio refuses "egressProxy" with REGISTRY_ONLY.
`,
  );
});

test('asks for a full host, a port and a plain subset', () => {
  checkRule(
    rule,
    `${HEAD}    mode: ALLOW_ANY
    egressProxy: {host: "*.a.com", port: {number: 0}, subset: v1.0}
#                       ^^^^^^^^^ error: Istio refuses "*.a.com" as the host of a proxy: it is no full DNS name.
#                                                 ^ error: 0 is no port; Istio takes numbers from 1 to 65535.
#                                                             ^^^^ error: Istio refuses "v1.0" as the name of a subset: it takes no dots.
`,
  );
});

test('asks for a port', () => {
  checkRule(
    rule,
    `${HEAD}    mode: ALLOW_ANY
    egressProxy: {host: a.com}
#   ^^^^^^^^^^^ error: A proxy needs a port; Istio refuses it without.
`,
  );
});

test('warns of the field itself', () => {
  checkRule(
    rule,
    `${HEAD}    mode: ALLOW_ANY
    egressProxy: {host: a.com, port: {number: 80}}
#   ^^^^^^^^^^^ warning: "egressProxy" is deprecated; lead the traffic through an egress gateway instead.
`,
  );
});

test('sets the mode', () => {
  checkFix(
    rule,
    `${HEAD}    mode: REGISTRY_ONLY
    egressProxy: {host: a.com, port: {number: 80}}
`,
    'Set mode to ALLOW_ANY',
    `${HEAD}    mode: ALLOW_ANY
    egressProxy: {host: a.com, port: {number: 80}}
`,
  );
});
