import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './missing-spec.ts';

test('asks for a spec, unless its key is misspelled', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
#<-- error: There is no "spec"; Istio refuses an empty DestinationRule.
metadata: {name: a}
spec: null
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
sepc: {host: a}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec: {}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: a}
`,
  );
});
