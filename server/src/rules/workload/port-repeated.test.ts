import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './port-repeated.ts';

const HEAD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
`;

test('warns of a port that stands there twice', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
      ports:
        - {containerPort: 80, name: a}
        - {containerPort: 80, name: b, protocol: TCP}
#                         ^^ warning: The container names port 80 already; one of the two is lost when this is applied again.
        - {containerPort: 80, name: c, protocol: UDP}
`,
  );
});
