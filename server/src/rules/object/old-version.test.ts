import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './old-version.ts';

test('hints at v1 where it is served', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1beta1
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Istio serves this as "networking.istio.io/v1" too, which is the version to stay.
kind: WorkloadEntry
metadata: {name: a}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
---
apiVersion: networking.istio.io/v7
kind: WorkloadEntry
metadata: {name: a}
`,
  );
});

test('says nothing before there was a v1', () => {
  checkRule(
    rule,
    `//- with Istio 1.21
//- a.yaml
apiVersion: networking.istio.io/v1beta1
kind: WorkloadEntry
metadata: {name: a}
`,
  );
});

test('changes the version', () => {
  const text = (version: string) =>
    `apiVersion: security.istio.io/${version}\nkind: PeerAuthentication\nmetadata: {name: a}\n`;
  checkFix(rule, text('v1beta1'), 'Change to "security.istio.io/v1"', text('v1'));
});
