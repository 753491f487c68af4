import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './endpoint-port-undeclared.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (ports: string, resolution = 'STATIC', names = '{number: 80, name: http}, {number: 81, name: admin}') =>
  `${SE}spec: {hosts: [a.com], ports: [${names}], resolution: ${resolution}, endpoints: [{address: 10.0.0.1, ports: {${ports}}}]}\n`;

test('takes the names that the service has', () => {
  checkRule(
    rule,
    [
      entry('http: 1, admin: 2'),
      entry(`"\${P}": 1`),
      entry('x: 1', 'STATIC', `{number: 80, name: "\${P}"}`),
      entry('x: 1', 'NONE'),
    ].join('---\n'),
  );
});

test('refuses any other', () => {
  checkRule(
    rule,
    `${SE}spec:
  hosts: [a.com]
  ports: [{number: 80, name: http}, {number: 81, name: admin}]
  resolution: DNS
  endpoints:
    - address: 10.0.0.1
      ports: {http: 1, htpp: 2}
#                      ^^^^ error: No port of the service is named "htpp"; Istio refuses the endpoint. There is http or admin.
---
${SE}spec:
  hosts: [a.com]
  resolution: STATIC
  endpoints:
    - address: 10.0.0.1
      ports: {a: 1}
#             ^ error: The service has no ports, so none is named "a"; Istio refuses the endpoint.
`,
  );
});

test('offers the near name, or the only one left', () => {
  checkFix(rule, entry('htpp: 1'), 'Change to "http"', entry('http: 1'));
  checkFix(rule, entry('http: 1, web: 2'), 'Change to "admin"', entry('http: 1, admin: 2'));
  checkFixTitles(rule, entry('web: 2'), []);
});

test('leaves the ports of a socket to another rule', () => {
  checkRule(
    rule,
    `${SE}spec: {hosts: [a.com], ports: [{number: 80, name: a}], resolution: STATIC, endpoints: [{address: unix:///a, ports: {b: 1}}]}\n`,
  );
});
