import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './dns-wildcard-host.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (hosts: string, resolution: string, rest = '') =>
  `${SE}spec: {hosts: [${hosts}], resolution: ${resolution}${rest}}\n`;

test('takes names, and wildcards where nothing is looked up or there are endpoints', () => {
  checkRule(
    rule,
    [
      entry('a.com, b', 'DNS'),
      entry('"*.a.com"', 'NONE'),
      entry('"*.a.com"', 'DNS', ', endpoints: [{address: b.com}]'),
    ].join('---\n'),
  );
});

test('refuses wildcards, with a selector too', () => {
  checkRule(
    rule,
    `${entry('"*.a.com"', 'DNS')}#              ^^^^^^^^^ error: Nobody can look up "*.a.com": Istio refuses a wildcard with resolution DNS unless there are endpoints.
---
${entry('b.com, "*a.com"', 'DNS_ROUND_ROBIN', ', workloadSelector: {labels: {a: b}}')}#                     ^^^^^^^^ error: Nobody can look up "*a.com": Istio refuses a wildcard with resolution DNS_ROUND_ROBIN unless there are endpoints.
---
${entry('"7"', 'DNS', ', endpoints: []')}#              ^^^ error: "7" is no name that can be looked up; Istio refuses it with resolution DNS.
`,
  );
});

test('offers the resolutions that take wildcards', () => {
  checkFixTitles(rule, entry('"*.a.com"', 'DNS'), ['Set resolution to NONE', 'Set resolution to DYNAMIC_DNS']);
});
