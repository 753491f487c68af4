/** What the chapters of the tutorial say about its files, told by the command line. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';

const TUTORIAL = path.resolve(import.meta.dirname, '../tutorial');
const NAMES = readdirSync(TUTORIAL).sort();

/** The files of some chapters, and what else is written beside them. */
function chapters(numbers: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const names = NAMES.filter((name) => numbers.includes(name.slice(0, 2)));
  expect(names).toHaveLength(numbers.length);
  const files = names.map((name) => [name, readFileSync(path.join(TUTORIAL, name), 'utf8')]);
  return folderWith({ ...Object.fromEntries(files), ...more });
}

/** What is printed, without the space that aligns it. */
function told(cwd: string, ...args: readonly string[]): string {
  const { stdout, code } = runCli(args, { cwd });
  expect(code).toBe(0);
  return stdout.replaceAll(/ {2,}/g, '  ');
}

function explained(cwd: string, host: string, client: object = {}): string {
  return told(cwd, 'endpoints', '--explain', '--host', host, '--client', JSON.stringify(client));
}

const VERSIONS = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: test-dr}
spec:
  host: test.internal.com
  subsets:
    - name: v1
      labels: {version: v1}
    - name: v2
      labels: {version: v2}
`;

const PODS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: test}
spec:
  replicas: 3
  selector: {matchLabels: {app: test}}
  template:
    metadata: {labels: {app: test, version: v3}}
    spec:
      containers:
        - name: test
          image: traefik/whoami:v1.10.1
`;

const NEAR_FIRST = { namespace: 'default', locality: 'us/us-east-1/az-1' };

describe('the tutorial', () => {
  test('01: a ServiceEntry selects the machine by its label', () => {
    const text = explained(chapters(['01']), 'svc1.internal.com', { namespace: 'ns1' });
    expect(text).toContain('1.1.1.1:80  100 %  1  -  WorkloadEntry vm1 (01-vm-service.yaml:2)');
    expect(text).toContain('port 80 is the port of the service');
  });

  test('03: the machine answers on the targetPort', () => {
    const text = explained(chapters(['02', '03']), 'whoami.internal.com');
    expect(text).toContain('172.29.9.61:8888  100 %  1  -  WorkloadEntry whoami-we (02-whoami-we.yaml:2)');
    expect(text).toContain('port 8888 is the targetPort of the service  03-whoami-se.yaml:12');
  });

  test('03: without its label the machine is left out, and the label that is missing is named', () => {
    const entry = readFileSync(path.join(TUTORIAL, '02-whoami-we.yaml'), 'utf8').replace(
      'app: whoami',
      'app: whoami-v1',
    );
    const text = explained(chapters(['02', '03'], { '02-whoami-we.yaml': entry }), 'whoami.internal.com');
    expect(text).toContain('label `app` is `whoami-v1`, the selector wants `whoami`  02-whoami-we.yaml:8');
  });

  test('04: a request at the Gateway reaches the machine', () => {
    const text = told(
      chapters(['02', '03', '04']),
      'trace',
      '--from',
      'gateway',
      'http://whoami.internal.com:8080/',
      '.',
    );
    expect(text).toContain('The gateway listens on port 8080.');
    expect(text).toContain('servers[0] of Gateway default/whoami-gw takes the connection.  04-whoami-istio.yaml:9');
    expect(text).toContain('VirtualService default/whoami-vs decides.  04-whoami-istio.yaml:17');
    expect(text).toContain('All requests go to whoami.internal.com:80.');
    expect(text).toContain('172.29.9.61:8888, 100 %: WorkloadEntry default/whoami-we.  02-whoami-we.yaml:2');
  });

  test('05: a machine and a pod stand behind one host', () => {
    const text = explained(chapters(['02', '03', '04', '05']), 'whoami.internal.com');
    expect(text).toContain('172.29.9.61:8888  50 %  1  -  WorkloadEntry whoami-we (02-whoami-we.yaml:2)');
    expect(text).toContain('whoami-*:8888  50 %  1  -  Deployment whoami (05-whoami-deploy.yaml:2)');
    expect(text).toContain('Pods that templates stand for are taken as ready; addresses are known once they run.');
  });

  test('06: three machines in two versions answer, and a subset is one version', () => {
    const text = explained(chapters(['06'], { 'versions.yaml': VERSIONS }), 'test.internal.com');
    const [whole = '', v1 = '', v2 = ''] = text.split('outbound|80|').slice(1);
    expect(whole).toContain('192.168.0.10:80  33.3 %');
    expect(v1).toContain('192.168.0.10:80  100 %');
    expect(v2).toContain('192.168.0.11:80  50 %');
    expect(v2).toContain('192.168.0.12:80  50 %');
  });

  test('07: each machine answers on its own port', () => {
    const text = explained(chapters(['06', '07']), 'test.internal.com');
    expect(text).toContain('192.168.0.10:8091');
    expect(text).toContain('port 8091 is its own port named `http`  07-ports.yaml:11');
    expect(text).toContain('192.168.0.12:8092');
    expect(text).toContain('port 8092 is its own port named `http`  07-ports.yaml:23');
  });

  test('08: weights share the requests, and every pod counts as 1', () => {
    const text = explained(chapters(['06', '08'], { 'pods.yaml': PODS }), 'test.internal.com');
    expect(text).toContain('192.168.0.10:8091  19.2 %  20');
    expect(text).toContain('192.168.0.12:8092  76.9 %  80');
    expect(text).toContain('weight 80, as written  08-weights.yaml:25');
    expect(text).toContain('weight 3: 3 pods of weight 1');
  });

  test('09: failover between zones is refused, and so nobody is nearer', () => {
    const text = explained(chapters(['06', '09']), 'test.internal.com', NEAR_FIRST);
    expect(text).toContain(
      'DestinationRule default/test-dr  "us/us-east-1/az-1/r11" is more than a region; Istio refuses zones in failover.',
    );
    expect(text).toContain('priority 0: without `outlierDetection` locality does not count');
    expect(text).toContain('of us/us-east-1/az-1/r11 only the first three parts count  09-locality.yaml:12');
  });

  test('09: without the refused part the machine in the place of the client comes first', () => {
    const rule = readFileSync(path.join(TUTORIAL, '09-locality.yaml'), 'utf8').replace(
      / {8}failover:\n(?: {10}.*\n)+/,
      '',
    );
    const text = explained(chapters(['06', '09'], { '09-locality.yaml': rule }), 'test.internal.com', NEAR_FIRST);
    expect(text).not.toContain('refused');
    expect(text).toContain('priority 0: it is where the client is');
    expect(text).toContain('priority 1: it is in the zone of the client, in another subzone');
  });

  test('10: the group has no endpoint before a machine registers', () => {
    const text = explained(chapters(['06', '10']), 'test.internal.com');
    expect(text).toContain('WorkloadGroup test-wg  no machine of this group has registered yet');
  });

  test('10: the entry of a machine of the group answers once it is healthy', () => {
    const folder = chapters(['06', '10']);
    const { stdout } = runCli(['register', '--address', '192.168.0.30', '--quiet', '.'], { cwd: folder });
    expect(stdout).toContain('name: test-wg-192.168.0.30');
    const healthy = `${stdout}status:\n  conditions:\n    - {type: Healthy, status: "True"}\n`;
    const with10 = (text: string): string =>
      explained(chapters(['06', '10'], { '11-registered.yaml': text }), 'test.internal.com');
    expect(with10(healthy)).toMatch(
      /192\.168\.0\.30:8091 {2}25 % {2}1 {2}istio {2}WorkloadEntry test-wg-192\.168\.0\.30/,
    );
    expect(with10(stdout)).not.toContain('192.168.0.30:8091  25 %');
    expect(with10(stdout)).toContain('WorkloadEntry test-wg-192.168.0.30');
  });

  test.each(NAMES)('%s can be read on its own', (name) => {
    expect(runCli(['endpoints', '--explain', name], { cwd: TUTORIAL })).toMatchObject({ code: 0, stderr: '' });
  });
});
