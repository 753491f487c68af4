import { describe, test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './host-not-name.ts';

function withHost(host: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: ${host}
`;
}

test('says what the host is instead of a name', () => {
  checkRule(
    rule,
    `${withHost('https://a.com')}#       ^^^^^^^^^^^^^ error: "https://a.com" is a URL; Istio takes the name of the host alone.
---
${withHost('10.0.0.1')}#       ^^^^^^^^ error: "10.0.0.1" is an IP address; Istio takes names of services only and refuses it.
---
${withHost('a.com:80')}#       ^^^^^^^^ error: "a.com:80" has a port; Istio takes the name of the host alone.
---
${withHost('a.*.com')}#       ^^^^^^^ error: "a.*.com" has a * inside; Istio takes one at the front only.
---
${withHost('a_b')}#       ^^^ error: "a_b" is no host name; Istio refuses it.
---
${withHost('""')}#       ^^ error: The host is empty; Istio refuses a rule that applies to no service.
`,
  );
});

describe('takes', () => {
  test.each(['a', '"*"', '"*.a.com"', '"*a.com"', 'A.com', 'a.com.', `"\${HOST}"`, 'a.0x10'])('%s', (host) => {
    checkRule(rule, withHost(host));
  });
});

test('takes scheme, path and port away', () => {
  checkFix(rule, withHost('http://a.com:80/b'), 'Change to "a.com"', withHost('a.com'));
});

test('knows no name for an address', () => {
  checkFixTitles(rule, withHost('10.0.0.1:80'), []);
});
