import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './probe-port.ts';

const HEAD = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
`;

test('refuses what no port can be', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
      image: b
      livenessProbe: {httpGet: {port: "80"}}
#                                     ^^^^ error: In quotes "80" is a name, and no port can have it; the API server refuses it.
      readinessProbe: {tcpSocket: {port: 0}}
#                                        ^ error: 0 is no port; the API server takes numbers from 1 to 65535.
      startupProbe: {httpGet: {path: /}}
#                    ^^^^^^^ error: The probe needs the port that it asks; the API server refuses it without.
`,
  );
});

test('warns of a name that no port of the container has', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
      image: b
      ports: [{containerPort: 80, name: http}]
      livenessProbe: {httpGet: {port: http}}
      readinessProbe: {httpGet: {port: web}}
#                                      ^^^ warning: No port of the container has the name "web", so the probe fails.
    - name: c
      livenessProbe: {httpGet: {port: web}}
`,
  );
});

test('takes the quotes away', () => {
  checkFix(
    rule,
    `${HEAD}    - {name: a, livenessProbe: {httpGet: {port: "80"}}}
`,
    'Change to the number 80',
    `${HEAD}    - {name: a, livenessProbe: {httpGet: {port: 80}}}
`,
  );
});

test('knows the port that is there', () => {
  checkFix(
    rule,
    `${HEAD}    - {name: a, image: b, ports: [{containerPort: 80, name: http}], livenessProbe: {httpGet: {port: web}}}
`,
    'Change to "http"',
    `${HEAD}    - {name: a, image: b, ports: [{containerPort: 80, name: http}], livenessProbe: {httpGet: {port: http}}}
`,
  );
});
