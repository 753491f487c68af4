import { expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { provideCodeLenses } from './code-lens.ts';
import { provideRegisteredEntry } from './registered-entry.ts';

const GROUPS = `
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: whoami-wg, namespace: vms}
spec:
  metadata: {labels: {app: whoami}}
  template: {ports: {http: 8090}, serviceAccount: whoami}
  probe: {tcpSocket: {port: 8090}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: whoami-wg, namespace: other}
spec: {template: {}}
`;
const uri = uriOf('main.yaml');

test('a machine gets the entry that its group describes', () => {
  const engine = engineOf(parseFixture(GROUPS));
  expect(
    provideRegisteredEntry(engine, { uri, group: 'whoami-wg', line: 1, address: '172.29.9.61' }),
  ).toBe(`apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-wg-172.29.9.61
  namespace: vms
  labels:
    app: whoami
  annotations:
    istio.io/autoRegistrationGroup: whoami-wg
    proxy.istio.io/health-checks-enabled: "true"
spec:
  address: 172.29.9.61
  ports:
    http: 8090
  serviceAccount: whoami
  labels:
    app: whoami
`);
});

test('of two groups with one name the one at the line is meant', () => {
  const engine = engineOf(parseFixture(GROUPS));
  const answer = provideRegisteredEntry(engine, { uri, group: 'whoami-wg', line: 9, address: '::1' });
  expect(answer).toContain('namespace: other');
  expect(answer).toContain('name: whoami-wg---1');
});

test('without such a group or a real address there is none', () => {
  const engine = engineOf(parseFixture(GROUPS));
  expect(provideRegisteredEntry(engine, { uri, group: 'nobody', line: 1, address: '10.0.0.1' })).toBeUndefined();
  expect(provideRegisteredEntry(engine, { uri, group: 'whoami-wg', line: 1, address: 'vm1' })).toBeUndefined();
});

test('a lens of the group asks for it, where the client knows how', () => {
  const engine = engineOf(parseFixture(GROUPS));
  const commands = (previewsRegistration: boolean) =>
    provideCodeLenses(engine, uri, { previewsRegistration }).map(({ command }) => command?.arguments);
  expect(commands(true)).toEqual([
    [uri, 'whoami-wg', 1],
    [uri, 'whoami-wg', 9],
  ]);
  expect(commands(false)).toEqual([]);
});
