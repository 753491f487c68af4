import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './target-port.ts';

const HEAD = `apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  ports:
`;

test('refuses what no container port can be', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: 80, name: a, targetPort: "80"}
#                                     ^^^^ error: In quotes "80" is a name, and no port can have it; the API server refuses it.
    - {port: 81, name: b, targetPort: whoami-http-port}
#                                     ^^^^^^^^^^^^^^^^ error: "whoami-http-port" has 16 characters; the API server takes 15 in the name of a container port.
    - {port: 82, name: c, targetPort: 65536}
#                                     ^^^^^ error: 65536 is no port; the API server takes numbers from 1 to 65535.
    - {port: 83, name: d, targetPort: 0}
    - {port: 84, name: e, targetPort: http-whoami}
`,
  );
});

test('takes the quotes away', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: 80, targetPort: "8080"}
`,
    'Change to the number 8080',
    `${HEAD}    - {port: 80, targetPort: 8080}
`,
  );
});
