import { describe, expect, test } from 'vitest';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { provideHover } from './hover.ts';

const SHOP = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: shop-se, namespace: shop}
spec:
  hosts:
    - shop.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
      targetPort: 8888
  location: MESH_INTERNAL
  resolution: STATIC
  workloadSelector:
    labels:
      app: shop
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: shop1-we, namespace: shop}
spec:
  address: 192.168.0.10
  labels: {app: shop, version: v1}
  ports:
    http: 8091
    admin: 9000
  weight: 20
  locality: us/east/az-1
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: shop2-we, namespace: shop}
spec:
  address: 192.168.0.11
  labels: {app: shop, version: v2}
  weight: 80
  locality: us/east/az-2
//- dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: shop-dr, namespace: shop}
spec:
  host: shop.internal.com
  subsets:
    - name: v1
      labels: {version: v1}
    - name: v3
      labels: {version: v3}
//- vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop-vs, namespace: shop}
spec:
  hosts: [shop.internal.com]
  http:
    - match: [{uri: {prefix: /one}}]
      route:
        - destination: {host: shop.internal.com, subset: v1}
    - match: [{uri: {prefix: /two}}]
      route:
        - destination: {host: shop.internal.com, subset: v3}
    - match: [{uri: {prefix: /three}}]
      route:
        - destination: {host: shop.internal.com, subset: v4}
    - match: [{uri: {prefix: /four}}]
      route:
        - destination: {host: shop.internal.com, port: {number: 81}}
    - route:
        - destination: {host: nowhere.internal.com}
`;

const TABLE = `| workload | address | port | share |
| :--- | :--- | :--- | :--- |
| [shop1-we](we.yaml#L3) WorkloadEntry | \`192.168.0.10\` | 8091 from \`ports.http\` | 20 % |
| [shop2-we](we.yaml#L15) WorkloadEntry | \`192.168.0.11\` | 8888 from \`targetPort\` | 80 % |`;

/** What the hover says before what the field is; with the cursor at the end of the first place that reads `at`. */
function truthAt(fixture: string, at: string): string {
  const parsed = parseFixture(fixture.replace(at, `${at}$0`));
  const cursor = cursorOf(parsed);
  const hover = provideHover(engineOf(parsed), cursor.uri, cursor.start);
  const value = (hover?.contents as { readonly value: string } | undefined)?.value ?? '';
  const [truth = '', field] = value.replaceAll('file:///mesh/', '').split('\n\n---\n\n');
  return field === undefined ? '' : truth;
}

describe('on a host', () => {
  test('says who answers for it and how it is divided', () => {
    expect(truthAt(SHOP, '- shop.internal.com')).toBe(`**2 endpoints**

${TABLE}

Subsets of [shop-dr](dr.yaml#L3): \`v1\` 1 endpoint, \`v3\` no endpoints.`);
  });

  test('says that nobody does', () => {
    expect(truthAt(SHOP.replace('      app: shop', '      app: other'), '- shop.internal.com')).toContain(
      '**No endpoints**: requests get 503.',
    );
  });

  test('says what becomes of requests where there are no endpoints to be', () => {
    const resolved = (resolution: string): string => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a-se}
spec:
  hosts: [a.com]
  ports: [{number: 443, name: tls, protocol: TLS}]
  resolution: ${resolution}
`;
    expect(truthAt(resolved('DNS'), '[a.com')).toBe(
      '**Resolved by DNS**: clients are sent to whatever the name stands for.',
    );
    expect(truthAt(resolved('NONE'), '[a.com')).toBe(
      '**Goes where the client wanted**: to the address that it connects to.',
    );
  });

  test('names others that define it', () => {
    const other = `//- other.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: other-se, namespace: shop}
spec: {hosts: [shop.internal.com], ports: [{number: 90, name: tcp, protocol: TCP}], resolution: STATIC, endpoints: [{address: 10.0.0.1}]}
`;
    expect(truthAt(SHOP + other, '- shop.internal.com')).toContain('Also defined by [other-se](other.yaml#L3).');
  });
});

test('a port says on which ports it is answered', () => {
  expect(truthAt(SHOP, 'targetPort: 8888')).toBe(`**Answered on 8091 by 1 endpoint, 8888 by 1 endpoint**

${TABLE}`);
});

describe('on a WorkloadEntry', () => {
  test('a port of its own says whose port it answers for', () => {
    expect(truthAt(SHOP, 'http: 8091')).toBe('**Answers for port 80 of [shop-se](se.yaml#L3).**');
  });

  test('a port that no service calls is said to be unused', () => {
    expect(truthAt(SHOP, 'admin: 9000')).toBe(
      '**Not used**: no service that selects this entry has a port named `admin`.',
    );
  });

  test('the weight says what it comes to, and beside whom', () => {
    expect(truthAt(SHOP, 'weight: 20')).toBe(
      '**20 %** of the traffic of [shop-se](se.yaml#L3), next to 1 other with weight 80.',
    );
  });

  test('the locality says that it does not count, or whose second choice the entry is', () => {
    expect(truthAt(SHOP, 'locality: us/east/az-2')).toBe(
      'For [shop-se](se.yaml#L3) locality does not count: no DestinationRule sets `outlierDetection` for it.',
    );
    const failing = SHOP.replace(
      '  subsets:',
      '  trafficPolicy: {outlierDetection: {consecutive5xxErrors: 1}}\n  subsets:',
    );
    expect(truthAt(failing, 'locality: us/east/az-2')).toBe(
      'Of [shop-se](se.yaml#L3): priority 1 from `us/east/az-1`.',
    );
    expect(truthAt(failing, 'weight: 20')).toBe(
      'Its share of [shop-se](se.yaml#L3) depends on the locality of the client.',
    );
  });
});

describe('on a destination', () => {
  test('says to which endpoints it leads', () => {
    const answer = '**→ 1 endpoint**: [shop1-we](we.yaml#L3) WorkloadEntry (`192.168.0.10:8091`).';
    expect(truthAt(SHOP, 'subset: v1')).toBe(answer);
    expect(truthAt(SHOP, '- name: v1')).toBe(answer);
  });

  test('says what each of several endpoints gets', () => {
    expect(truthAt(SHOP, '  host: shop.internal.com')).toBe(
      '**→ 2 endpoints**: [shop1-we](we.yaml#L3) WorkloadEntry (`192.168.0.10:8091`, 20 %), [shop2-we](we.yaml#L15) WorkloadEntry (`192.168.0.11:8888`, 80 %).',
    );
  });

  test('says why requests fail', () => {
    expect(truthAt(SHOP, 'subset: v3')).toBe(
      '**→ 503**: none of the 2 endpoints of `shop.internal.com` has `version: v3`.',
    );
    expect(truthAt(SHOP, 'subset: v4')).toBe('**→ 503**: [shop-dr](dr.yaml#L3) has no subset `v4`.');
    expect(truthAt(SHOP, 'number: 81')).toBe('**→ 503**: [shop-se](se.yaml#L3) has no port 81.');
    expect(truthAt(SHOP, 'host: nowhere.internal.com')).toBe(
      '**→ 503**: nothing in sight defines `nowhere.internal.com`, unless the cluster does.',
    );
    expect(
      truthAt(SHOP.replace('name: shop-dr', 'name: other-dr').replace('host: shop', 'host: other'), 'subset: v1'),
    ).toBe('**→ 503**: no DestinationRule in sight defines the subset `v1`.');
  });

  test('says of a rule that another counts for its host, and nothing of a host that nobody defines', () => {
    const other = `//- zz.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a-dr, namespace: shop}
spec: {host: shop.internal.com, exportTo: [elsewhere], subsets: [{name: v9, labels: {version: v9}}]}
`;
    expect(truthAt(SHOP + other, '{name: v9')).toBe(
      '**Without effect here**: [shop-dr](dr.yaml#L3) counts for the host.',
    );
    expect(truthAt(SHOP.replace('  host: shop.internal', '  host: nowhere.internal'), '- name: v1')).toBe('');
  });

  test('says of connections that they fail', () => {
    const tcp = SHOP.replace(
      '    - route:\n        - destination: {host: nowhere',
      '  tcp:\n    - route:\n        - destination: {host: nowhere',
    );
    expect(truthAt(tcp, 'host: nowhere.internal.com')).toContain('**→ no connection**: ');
  });

  test('claims no failure while text in sight cannot be read', () => {
    const template = `//- templates/a.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: {{ .Values.name }}}
`;
    expect(truthAt(SHOP + template, 'host: nowhere.internal.com')).toBe('');
  });

  test('completes the short name of a Service, also where nobody has said its namespace yet', () => {
    const short = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a-vs}
spec: {hosts: [a], http: [{route: [{destination: {host: a}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: a}
spec: {selector: {app: a}, ports: [{port: 80, name: http}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a-pod, labels: {app: a}}
spec: {containers: [{name: a, image: a}]}
`;
    const answer = '**→ 1 endpoint**: [a-pod](main.yaml#L13) Pod (known once the pods run).';
    expect(truthAt(short, 'destination: {host: a')).toBe(answer);
    const full = short.replace('{host: a}', '{host: a.default.svc.cluster.local}');
    expect(truthAt(full, 'a.default.svc.cluster.local')).toBe('');
  });
});

test('a workload with the labels that is no endpoint says why', () => {
  const named = SHOP.replace('address: 192.168.0.10', 'address: vm1.internal.com');
  expect(truthAt(named, 'workloadSelector')).toContain(
    '| [shop1-we](we.yaml#L3) WorkloadEntry | `vm1.internal.com` | none: host name address, but resolution is STATIC |',
  );
});

test('endpoints that only gateways use are said to be so', () => {
  const none = truthAt(SHOP.replace('resolution: STATIC', 'resolution: NONE'), 'workloadSelector');
  expect(none).toContain('| [shop1-we](we.yaml#L3) WorkloadEntry | `192.168.0.10` | 8091 from `ports.http` |');
  expect(none).toContain(
    'Sidecars connect to the address that the client asked for; only gateways choose among these.',
  );
});

test('endpoints behind the gateway of another network say so', () => {
  const networks = `${SHOP.replace('  weight: 20', '  weight: 20\n  network: vms\n  serviceAccount: shop')}//- gateway.yaml
apiVersion: v1
kind: Service
metadata: {name: eastwest, namespace: istio-system, labels: {topology.istio.io/network: vms}}
spec: {externalIPs: [203.0.113.1], ports: [{port: 15443, name: tls}]}
`;
  expect(truthAt(networks, 'workloadSelector')).toContain('through the gateway of network `vms`');
});

test('shares that depend on where clients are give way to localities', () => {
  const failing = SHOP.replace(
    '  subsets:',
    '  trafficPolicy: {outlierDetection: {consecutive5xxErrors: 1}}\n  subsets:',
  );
  const truth = truthAt(failing, 'workloadSelector');
  expect(truth).toContain('| workload | address | port | locality |');
  expect(truth).toContain('`us/east/az-2`');
  expect(truth).toContain('Who gets what share depends on the locality of the client.');
});
