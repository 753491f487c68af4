import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './address-format.ts';

const WE = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;

const entry = (address: string) => `${WE}spec: {address: ${address}}\n`;

test('takes IP addresses, host names and sockets', () => {
  checkRule(
    rule,
    [
      '10.0.0.1',
      '"2001:db8::1"',
      '"fe80::1%eth0"',
      'vm1',
      'VM1.example.com',
      'a.b.',
      'unix:///run/a.sock',
      '"unix://@a"',
      `"\${IP}"`,
      '""',
    ]
      .map(entry)
      .join('---\n'),
  );
});

test('says what is too much in an address', () => {
  checkRule(
    rule,
    `${entry('10.0.0.0/24')}#               ^^^^^^^^^^^ error: "10.0.0.0/24" is a range of addresses; an endpoint has one.
---
${entry('"10.0.0.1:80"')}#               ^^^^^^^^^^^^^ error: There is a port in "10.0.0.1:80"; Istio refuses such an address, ports stand under "ports".
---
${entry('http://vm1.com')}#               ^^^^^^^^^^^^^^ error: "http://vm1.com" is a URL; Istio takes an IP address or a host name here.
---
${entry('"[::1]"')}#               ^^^^^^^ error: Istio refuses "[::1]": an address stands without brackets here.
---
${entry('" 10.0.0.1"')}#               ^^^^^^^^^^^ error: There is white space around "10.0.0.1"; Istio refuses such an address.
`,
  );
});

test('says what is wrong with an address', () => {
  checkRule(
    rule,
    `${entry('192.168.0.300')}#               ^^^^^^^^^^^^^ error: "192.168.0.300" is no IP address: its numbers go up to 255.
---
${entry('10.0.0')}#               ^^^^^^ error: "10.0.0" is no IP address: it has four numbers.
---
${entry('10.0.0.01')}#               ^^^^^^^^^ error: Istio refuses "10.0.0.01": numbers of an address have no zeros in front.
---
${entry('"*.a.com"')}#               ^^^^^^^^^ error: "*.a.com" is a wildcard; an endpoint is a single host.
---
${entry('my_vm')}#               ^^^^^ error: Istio takes "my_vm" neither for an IP address nor for a host name, which has no underscores.
---
${entry('"a b"')}#               ^^^^^ error: Istio takes "a b" neither for an IP address nor for a host name.
`,
  );
});

test('moves a port to the ports', () => {
  checkFix(
    rule,
    `${WE}spec:\n  address: 10.0.0.1:8090\n`,
    'Change to "10.0.0.1" and set port "http" to 8090',
    `${WE}spec:\n  address: 10.0.0.1\n  ports:\n    http: 8090\n`,
  );
  checkFix(
    rule,
    `${WE}spec:\n  address: https://[::1]:8443/a\n  ports: {metrics: 9090}\n`,
    'Change to "::1" and set port "https" to 8443',
    `${WE}spec:\n  address: "::1"\n  ports: {metrics: 9090, https: 8443}\n`,
  );
});

test('leaves the port away where it stands already, and where its name is taken', () => {
  checkFixTitles(rule, `${WE}spec: {address: "a.com:80", ports: {web: 80}}\n`, ['Change to "a.com" *']);
  checkFixTitles(rule, `${WE}spec: {address: "a.com:80", ports: {http: 81}}\n`, ['Change to "a.com" *']);
});

test('drops a prefix without being sure of the address, unless it says a single one', () => {
  checkFixTitles(rule, entry('10.0.0.0/24'), ['Change to "10.0.0.0"']);
  checkFixTitles(rule, entry('10.0.0.7/32'), ['Change to "10.0.0.7" *']);
  checkFixTitles(rule, entry('10.0.0.7/24'), ['Change to "10.0.0.7" *']);
  checkFixTitles(rule, entry('my_vm'), []);
});
