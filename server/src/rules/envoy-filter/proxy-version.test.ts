import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './proxy-version.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('refuses what RE2 does not read', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - match: {proxy: {proxyVersion: "1.(30"}}
#                                   ^^^^^^^ error: A "(" is not closed; Istio refuses the expression "1.(30".
    - match: {proxy: {proxyVersion: "1(?=2)"}}
#                                   ^^^^^^^^ error: Regular expressions are of RE2 here, which has no look-around; Istio refuses "(?=".
    - match: {proxy: {proxyVersion: '^1\\.3[0-9].*'}}
    - match: {proxy: {proxyVersion: ""}}
    - match: {context: WAYPOINT, waypoint: {}, proxy: {proxyVersion: "("}}
`,
  );
});

test('warns of what is too long', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - match: {proxy: {proxyVersion: "${'1'.repeat(1025)}"}}
#                                   ${'^'.repeat(1027)} warning: This is longer than 1024 characters; Istio ignores it and patches every proxy.
    - match: {proxy: {proxyVersion: "${'1'.repeat(1024)}"}}
`,
  );
});
