import { describe, test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './tunnel-target.ts';

function withTarget(host: string, port = '80'): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    tunnel:
      targetPort: ${port}
      targetHost: ${host}
`;
}

test('refuses what is no host or port', () => {
  checkRule(
    rule,
    `${withTarget('"*.com"')}#                 ^^^^^^^ error: "*.com" is no single host; a tunnel leads to one, and Istio refuses *.
---
${withTarget('a_b')}#                 ^^^ error: "a_b" is neither a host name nor an IP address; Istio refuses it.
---
${withTarget('""')}#                 ^^ error: "" is neither a host name nor an IP address; Istio refuses it.
`,
  );
});

test.each(['0', '65536'])('refuses the port %s', (port) => {
  checkFixTitles(rule, withTarget('a.com', port), []);
  const [before = '', after = ''] = withTarget('a.com', port).split('\n      targetHost');
  const carets = '^'.repeat(port.length);
  checkRule(
    rule,
    `${before}\n#                 ${carets} error: ${port} is no port; Istio takes 1 to 65535.\n      targetHost${after}`,
  );
});

describe('takes', () => {
  test.each(['a', 'a.com.', '10.0.0.1', '"2001:db8::1"', `"\${HOST}"`])('%s', (host) => {
    checkRule(rule, withTarget(host, '65535'));
  });
});

test.each([
  ['a.com:80', 'a.com'],
  ['https://a.com/b', 'a.com'],
  ['"[2001:db8::1]:80"', '"2001:db8::1"'],
])('makes %s into %s', (written, meant) => {
  checkFix(rule, withTarget(written), `Change to "${meant.replaceAll('"', '')}"`, withTarget(meant));
});
