import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-name.ts';

const HEAD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
`;

test('refuses names that no port can have', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
      ports:
        - {containerPort: 80, name: whoami-http-port}
#                                   ^^^^^^^^^^^^^^^^ error: "whoami-http-port" has 16 characters; the API server takes 15 in the name of a container port.
        - {containerPort: 81, name: HTTP}
#                                   ^^^^ error: The API server refuses "HTTP" as the name of a port: lower-case letters, digits and dashes inside only.
        - {containerPort: 82, name: "8080"}
#                                   ^^^^^^ error: The name of a port has a letter; the API server refuses "8080".
        - {containerPort: 83, name: a--b}
#                                   ^^^^ error: The API server refuses two dashes in a row in "a--b".
        - {containerPort: 84, name: whoami-http-por}
        - {containerPort: 85, name: "\${NAME}_"}
`,
  );
});

test('refuses a name twice in one container, not in two', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
      ports:
        - {containerPort: 80, name: http}
        - {containerPort: 81, name: http}
#                                   ^^^^ error: Another port of the container has the name "http" already; the API server refuses a second one.
    - name: b
      ports:
        - {containerPort: 82, name: http}
`,
  );
});

test('writes it as it is taken', () => {
  checkFix(
    rule,
    `${HEAD}    - {name: a, ports: [{containerPort: 80, name: Http_Web}]}
`,
    'Change to "http-web"',
    `${HEAD}    - {name: a, ports: [{containerPort: 80, name: http-web}]}
`,
  );
});
