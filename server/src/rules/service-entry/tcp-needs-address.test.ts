import { expect, test } from 'vitest';
import { checkRule, countProblems } from '../../testing/check-rule.ts';
import rule from './tcp-needs-address.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (rest: string, labels = '') =>
  `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a${labels}}
spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: TCP}]${rest}}
`;
const OPTED_OUT = ', labels: {networking.istio.io/enable-autoallocate-ip: "False"}';

test('warns where Istio gives no address', () => {
  checkRule(
    rule,
    `${entry('')}#                                                              ^^^ warning: There are no "addresses", and Istio gives this service none: all TCP traffic to port 80 is taken for its own.
---
${entry(', resolution: DNS', OPTED_OUT)}#                                                              ^^^ warning: There are no "addresses", and Istio gives this service none: all TCP traffic to port 80 is taken for its own.
---
${SE}spec: {hosts: [a.com], resolution: NONE, ports: [{number: 80, name: a}]}
#                                                 ^^^^^^ warning: There are no "addresses", and Istio gives this service none: all TCP traffic to port 80 is taken for its own.
`,
  );
});

test('is silent where there is an address, or Istio gives one', () => {
  checkRule(
    rule,
    [entry(', addresses: [10.0.0.1]'), entry(', resolution: DNS'), entry(`, resolution: "\${R}"`)].join('---\n'),
  );
});

test('asks only for TCP to the letter', () => {
  checkRule(
    rule,
    `${SE}spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: tcp}, {number: 81, name: b, protocol: TLS}]}\n`,
  );
});

test('warns of every resolution before Istio 1.25', () => {
  const text = entry(', resolution: DNS');
  expect(countProblems(rule, `//- with Istio 1.24\n//- a.yaml\n${text}`)).toBe(1);
  expect(countProblems(rule, `//- with Istio 1.25\n//- a.yaml\n${text}`)).toBe(0);
});
