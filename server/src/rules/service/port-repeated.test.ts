import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './port-repeated.ts';

const HEAD = `apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  ports:
`;

test('refuses a port that stands there twice', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: 80, name: a}
    - {port: 80, name: b}
#            ^^ error: The Service has port 80 already; the API server refuses a second one.
    - {port: 80, name: c, protocol: UDP}
`,
  );
});
