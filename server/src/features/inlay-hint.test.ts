import { test } from 'vitest';
import { checkInlayHints } from '../testing/check-feature.ts';
import { TEST_MESH } from '../testing/meshes.ts';

test('a port that endpoints answer on others says on which, and a selector how many it selects', () => {
  checkInlayHints(TEST_MESH, ['targetPort: 8888  → 8888 on 2, 8091 on 1', 'app: test  3 selected']);
});

test('a port on which all answer needs no hint', () => {
  checkInlayHints(TEST_MESH.replace('http: 8091', 'grpc: 8091'), ['app: test  3 selected']);
});

test('a port without a target has its hint behind its number', () => {
  checkInlayHints(TEST_MESH.replace('      targetPort: 8888\n', ''), [
    '- number: 80  → 80 on 2, 8091 on 1',
    'app: test  3 selected',
  ]);
});

test('the name of a container port is said as a number', () => {
  checkInlayHints(
    `
apiVersion: v1
kind: Service
metadata: {name: a}
spec: {selector: {app: a}, ports: [{port: 80, targetPort: web}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: a, ports: [{name: web, containerPort: 8080}]}]}
`,
    ['spec: {selector: {app: a  1 selected', 'spec: {selector: {app: a}, ports: [{port: 80, targetPort: web  → 8080'],
  );
});

test('weights say what they come to next to pods', () => {
  const weighted = TEST_MESH.replace('    version: v1\n', '    version: v1\n  weight: 20\n').replace(
    '    version: v2\n',
    '    version: v2\n  weight: 80\n',
  );
  checkInlayHints(weighted, [
    'targetPort: 8888  → 8888 on 2, 8091 on 1',
    'app: test  3 selected',
    'weight: 20  19.8 %',
    'weight: 80  79.2 %',
  ]);
});

test('the weight of an entry that nobody selects, or that is alone, needs no hint', () => {
  checkInlayHints(
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a-we}
spec: {address: 10.0.0.1, weight: 20, labels: {app: a}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: b-we}
spec: {address: 10.0.0.1, weight: 20, labels: {app: b}}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: b-se}
spec: {hosts: [b.com], ports: [{number: 80, name: http}], resolution: STATIC, workloadSelector: {labels: {app: b}}}
`,
    [
      'spec: {hosts: [b.com], ports: [{number: 80, name: http}], resolution: STATIC, workloadSelector: {labels: {app: b  1 selected',
    ],
  );
});

test('the weights of listed endpoints say what they come to', () => {
  checkInlayHints(
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a-se}
spec:
  hosts: [a.com]
  ports: [{number: 80, name: http}]
  resolution: STATIC
  endpoints:
    - address: 10.0.0.1
      weight: 1
    - address: 10.0.0.2
      weight: 3
    - address: 10.0.0.3
`,
    ['weight: 1  20 %', 'weight: 3  60 %'],
  );
});

test('the weights of routes say what they come to where they are no percentages', () => {
  const route = (first: number, second: number): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a-vs}
spec:
  hosts: [a.com]
  http:
    - route:
        - destination: {host: a.com}
          weight: ${first}
        - destination: {host: b.com}
          weight: ${second}
`;
  checkInlayHints(route(50, 40), ['weight: 50  55.6 %', 'weight: 40  44.4 %']);
  checkInlayHints(route(60, 40), []);
});

test('a locality says whose second choice it is where locality counts', () => {
  const mesh = TEST_MESH.replace('    version: v1\n', '    version: v1\n  locality: us/us-east-1/az-1\n').replace(
    '    version: v2\n',
    '    version: v2\n  locality: us/us-east-1/az-2\n',
  );
  const hints = ['targetPort: 8888  → 8888 on 2, 8091 on 1', 'app: test  3 selected'];
  checkInlayHints(mesh, hints);
  checkInlayHints(
    `${mesh}
//- dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: test-dr}
spec: {host: test.internal.com, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 1}}}
`,
    [
      ...hints,
      'locality: us/us-east-1/az-1  priority 1 from az-2',
      'locality: us/us-east-1/az-2  priority 1 from az-1',
    ],
  );
});
