import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './host-format.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const hosts = (list: string) => `${SE}spec: {hosts: [${list}]}\n`;

test('takes names, wildcards in front, and text to be filled in', () => {
  checkRule(rule, hosts(`a.com, A, "*.a.com", "*a.com", "*-a.com", a.com., "\${HOST}", "1"`));
});

test('says why a host is refused', () => {
  checkRule(
    rule,
    `${hosts('10.0.0.1')}#              ^^^^^^^^ error: "10.0.0.1" is an IP address; Istio takes only names as hosts, addresses stand under "addresses" or "endpoints".
---
${hosts('https://a.com')}#              ^^^^^^^^^^^^^ error: "https://a.com" is a URL; Istio takes only the name of the host.
---
${hosts('"a.com:80"')}#              ^^^^^^^^^^ error: There is a port in "a.com:80"; Istio refuses such a host, ports stand under "ports".
---
${hosts('"a.*.com"')}#              ^^^^^^^^^ error: Istio refuses "a.*.com": a wildcard stands at the start of a host only.
---
${hosts('a_b.com')}#              ^^^^^^^ error: Istio refuses "a_b.com": a host name has no underscores.
---
${hosts('a-.com')}#              ^^^^^^ error: Istio refuses "a-.com": a host name has letters, digits, dashes and dots, and does not end in a number.
---
${hosts('""')}#              ^^ error: Istio refuses an empty host.
`,
  );
});

test('leaves the name alone', () => {
  checkFix(rule, hosts('https://a.com:80/b'), 'Change to "a.com"', hosts('a.com'));
  checkFix(rule, hosts('"*.a.com:443"'), 'Change to "*.a.com"', hosts('"*.a.com"'));
});

test('moves an address to the addresses', () => {
  checkFix(
    rule,
    `${SE}spec:\n  hosts:\n    - a.com\n    - 10.0.0.1\n  location: MESH_INTERNAL\n`,
    'Move "10.0.0.1" to "addresses"',
    `${SE}spec:\n  hosts:\n    - a.com\n  location: MESH_INTERNAL\n  addresses:\n    - 10.0.0.1\n`,
  );
});
