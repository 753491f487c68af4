import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './wrong-form.ts';

test('says what the form is', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: unix://a
#          ^^^^^^^^ error: "unix://a" is no Unix socket: after unix:// comes an absolute path, or @ and a name.
`,
  );
});

test('speaks of the names of ports', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: 10.0.0.1
  ports: {a_b: 80}
#         ^^^ error: "a_b" is no name for a port: at most 62 letters, digits and dashes, starting and ending with a letter or digit.
`,
  );
});
