import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './selector-wildcard.ts';

test('points at key or value', () => {
  checkRule(
    rule,
    `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: a}
spec:
  selector:
    matchLabels:
      app: a-*
#          ^^^ error: Istio compares labels to the letter and refuses "a-*": * stands for nothing else here.
`,
  );
});
