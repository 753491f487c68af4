import { describe, expect, test } from 'vitest';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { provideCompletion } from './completion.ts';

const MESH = `
//- mesh.yaml
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{name: http, port: 9080, targetPort: web}, {name: grpc, port: 9090}]}
---
apiVersion: v1
kind: Service
metadata: {name: ratings, namespace: bank}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews, namespace: shop}
spec:
  template:
    metadata: {labels: {app: reviews, version: v1}}
    spec: {serviceAccountName: reviewer, containers: [{name: a, ports: [{name: web, containerPort: 8080}]}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: billing, namespace: shop}
spec:
  hosts: [billing.internal.com]
  ports: [{number: 80, name: http, protocol: HTTP}, {number: 9000, name: admin, protocol: TCP}]
  workloadSelector: {labels: {app: billing}}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: secret, namespace: bank}
spec: {hosts: [secret.bank.com], exportTo: [.]}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: billing-1, namespace: shop}
spec: {labels: {app: billing}, serviceAccount: biller, locality: us-west/us-west-1a, network: vms}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: istio-system}
---
apiVersion: v1
kind: Secret
metadata: {name: cert, namespace: shop}
`;

function offersAt(kind: string, spec: string, group = 'networking.istio.io/v1'): string[] {
  const parsed = parseFixture(
    `${MESH}//- a.yaml\napiVersion: ${group}\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\nspec:\n${spec}\n`,
  );
  const { uri, start } = cursorOf(parsed);
  const { items } = provideCompletion(engineOf(parsed), uri, start);
  return items.map(({ label, detail }) => (detail === undefined ? label : `${label} — ${detail}`));
}

const HOSTS = [
  'billing.internal.com — ServiceEntry',
  'reviews — Service',
  'ratings.bank.svc.cluster.local — Service in namespace bank',
  'reviews.shop.svc.cluster.local — Service',
];

describe('the hosts of the mesh, own namespace first, are offered', () => {
  test.each([
    ['VirtualService', '  hosts:\n    - $0'],
    ['VirtualService', '  hosts: [$0]'],
    ['VirtualService', '  http:\n    - route:\n        - destination:\n            host: $0'],
    ['VirtualService', '  tcp:\n    - route:\n        - destination: {host: $0}'],
    ['DestinationRule', '  host: $0'],
    ['DestinationRule', '  host:$0'],
  ])('in a %s: %j', (kind, spec) => {
    expect(offersAt(kind, spec)).toEqual(HOSTS);
  });

  test('with their namespaces in a Sidecar', () => {
    expect(offersAt('Sidecar', '  egress:\n    - hosts:\n        - $0')).toEqual([
      './* — all of this namespace',
      'istio-system/* — all of namespace istio-system',
      '*/* — all namespaces',
      'shop/* — all of namespace shop',
      'bank/* — all of namespace bank',
      './billing.internal.com — ServiceEntry',
      'bank/ratings.bank.svc.cluster.local — Service',
      './reviews.shop.svc.cluster.local — Service',
    ]);
  });
});

describe('what the mesh has is offered where it is named:', () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ['gateways', 'VirtualService', '  gateways:\n    - $0', ['istio-system/public — Gateway', 'mesh — all sidecars']],
    [
      'subsets of the host',
      'VirtualService',
      '  http:\n    - route:\n        - destination:\n            host: reviews\n            subset: $0',
      ['v1 — version: v1', 'v2 — reviews'],
    ],
    [
      'ports of the host',
      'VirtualService',
      '  http:\n    - route:\n        - destination:\n            host: reviews\n            port:\n              number: $0',
      ['9080 — http', '9090 — grpc'],
    ],
    [
      'ports of the host of a rule',
      'DestinationRule',
      '  host: billing.internal.com\n  trafficPolicy:\n    portLevelSettings:\n      - port:\n          number: $0',
      ['80 — http', '9000 — admin'],
    ],
    [
      'namespaces',
      'VirtualService',
      '  exportTo:\n    - $0',
      ['. — this namespace alone', '* — all namespaces', 'shop — this namespace', 'bank', 'istio-system'],
    ],
    ['accounts', 'WorkloadEntry', '  serviceAccount: $0', ['biller — ServiceAccount', 'reviewer — ServiceAccount']],
    ['localities', 'WorkloadEntry', '  locality: $0', ['us-west/us-west-1a']],
    ['networks', 'WorkloadEntry', '  network: $0', ['vms']],
    [
      'ports of those who select the entry',
      'WorkloadEntry',
      '  labels: {app: billing}\n  ports:\n    $0',
      ['http — port 80 of billing', 'admin — port 9000 of billing'],
    ],
    [
      'names of the own ports',
      'ServiceEntry',
      '  ports: [{number: 80, name: web}]\n  endpoints:\n    - address: 10.0.0.1\n      ports:\n        $0',
      ['web'],
    ],
    ['secrets', 'Gateway', '  servers:\n    - tls:\n        credentialName: $0', ['cert — Secret']],
  ])('%s', (_, kind, spec, offers) => {
    expect(offersAt(kind, spec)).toEqual(offers);
  });

  test.each<readonly [string, string, readonly string[]]>([
    [
      'principals',
      '  rules:\n    - from:\n        - source:\n            principals:\n              - $0',
      ['cluster.local/ns/shop/sa/biller — ServiceAccount', 'cluster.local/ns/shop/sa/reviewer — ServiceAccount'],
    ],
    [
      'namespaces of a condition',
      '  rules:\n    - when:\n        - key: source.namespace\n          values: [bank, $0]',
      ['shop — this namespace', 'istio-system'],
    ],
  ])('%s in a policy', (_, spec, offers) => {
    expect(offersAt('AuthorizationPolicy', spec, 'security.istio.io/v1')).toEqual(offers);
  });

  test('container ports by name and number in a Service', () => {
    expect(
      offersAt('Service', '  selector: {app: reviews}\n  ports:\n    - port: 80\n      targetPort: $0', 'v1'),
    ).toEqual(['web — 8080', '8080 — web']);
  });
});

describe('labels of the mesh are offered', () => {
  test.each([
    ['Sidecar', 'networking.istio.io/v1', '  workloadSelector:\n    labels:\n      app: $0'],
    ['AuthorizationPolicy', 'security.istio.io/v1', '  selector:\n    matchLabels:\n      app: $0'],
    ['EnvoyFilter', 'networking.istio.io/v1alpha3', '  workloadSelector: {labels: {app: $0}}'],
    ['Gateway', 'networking.istio.io/v1', '  selector:\n    app: $0'],
    ['VirtualService', 'networking.istio.io/v1', '  http:\n    - match:\n        - sourceLabels:\n            app: $0'],
  ])('to a %s', (kind, group, spec) => {
    expect(offersAt(kind, spec, group)).toEqual(['billing — 1 WorkloadEntry', 'reviews — 1 Deployment']);
  });

  test('to a subset those of the workloads behind its host alone', () => {
    const spec = '  host: reviews\n  subsets:\n    - name: v1\n      labels:\n        $0';
    expect(offersAt('DestinationRule', spec).slice(0, 2)).toEqual([
      'app: reviews — 1 Deployment',
      'version: v1 — 1 Deployment',
    ]);
  });

  test('to a Deployment those of its own pods', () => {
    const spec = '  selector:\n    matchLabels:\n      $0\n  template: {metadata: {labels: {app: new}}}';
    expect(offersAt('Deployment', spec, 'apps/v1')).toEqual(['app: new — label of its pods', 'app — 1 value']);
  });
});

test('of more names than anybody reads those are sent that fit the word so far', () => {
  const services = Array.from(
    { length: 250 },
    (_, index) => `apiVersion: v1\nkind: Service\nmetadata: {name: s${index}, namespace: shop}\n`,
  ).join('---\n');
  const parsed = parseFixture(
    `//- services.yaml\n${services}//- a.yaml\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {namespace: shop}\nspec:\n  host: s24$0\n`,
  );
  const { uri, start } = cursorOf(parsed);
  const { items, isIncomplete } = provideCompletion(engineOf(parsed), uri, start);
  expect(isIncomplete).toBe(true);
  expect(items.map(({ label }) => label)).toContain('s249');
  expect(items.length).toBeLessThan(50);
});
