import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './metadata-name.ts';

test('knows that a Service is named otherwise', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec: {address: a.com}
---
apiVersion: v1
kind: Service
metadata: {name: 1a}
#                ^^ error: The API server refuses "1a" as the name of a Service: up to 63 lower-case letters, digits and dashes, starting with a letter.
`,
  );
});
