import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './unserved-version.ts';

const FILTER = `apiVersion: networking.istio.io/v1
kind: EnvoyFilter
metadata: {name: a}
spec: {unknown: 1}
`;

test('names the versions that are served, and says nothing else', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
#           ^^^^^^^^^^^^^^^^^^^^^^ error: Istio does not serve EnvoyFilter as networking.istio.io/v1; there is networking.istio.io/v1alpha3.
kind: EnvoyFilter
metadata: {name: a}
spec: {unknown: 1}
`,
  );
});

test('changes to the version that is served', () => {
  checkFix(rule, FILTER, 'Change to "networking.istio.io/v1alpha3"', FILTER.replace('/v1', '/v1alpha3'));
});

test('prefers the first of several', () => {
  checkFixTitles(rule, FILTER.replace('/v1', '/v2').replace('EnvoyFilter', 'Sidecar'), [
    'Change to "networking.istio.io/v1" *',
    'Change to "networking.istio.io/v1beta1"',
    'Change to "networking.istio.io/v1alpha3"',
  ]);
});
