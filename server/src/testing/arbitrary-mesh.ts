/** Random meshes: services that select, list or resolve, machines and pods, rules and Sidecars, over two namespaces. */
import fc from 'fast-check';
import { pod, resource } from './simulated.ts';

/** The documents of a mesh; every resource has a name of its own. */
export const arbitraryMesh: fc.Arbitrary<readonly string[]> = fc
  .record({
    entries: fc.array(serviceEntry(), { minLength: 1, maxLength: 4 }),
    machines: fc.array(workloadEntry(), { minLength: 2, maxLength: 9 }),
    pods: fc.array(podFields(), { maxLength: 2 }),
    services: fc.array(
      fc.record({ namespace: namespaces(), app: apps(), more: fc.constantFrom('', ', clusterIP: None') }),
      { maxLength: 2 },
    ),
    rules: fc.array(destinationRule(), { maxLength: 3 }),
    sidecars: fc.array(
      fc.record({ namespace: namespaces(), host: fc.constantFrom('./*', '*/*', 'a/*', '*/x.example.com') }),
      { maxLength: 1 },
    ),
    policies: fc.array(
      fc.record({ namespace: namespaces(), mode: fc.constantFrom('DISABLE', 'STRICT', 'PERMISSIVE') }),
      { maxLength: 1 },
    ),
  })
  .map(({ entries, machines, pods, services, rules, sidecars, policies }) => [
    ...entries.map(({ namespace, spec, metadata }, index) =>
      resource('ServiceEntry', `${namespace}/se${index}`, spec, { metadata }),
    ),
    ...machines.map(({ namespace, spec }, index) => resource('WorkloadEntry', `${namespace}/we${index}`, spec)),
    ...pods.map(({ namespace, labels, isReady }, index) => {
      const text = pod(`${namespace}/pod${index}`, labels, `10.1.0.${index}`, '[{name: http, containerPort: 9000}]');
      return isReady ? text : text.replace('status: "True"', 'status: "False"');
    }),
    ...services.map(({ namespace, app, more }, index) =>
      resource(
        'Service',
        `${namespace}/svc${index}`,
        `{selector: {app: ${app}}, ports: [{name: http, port: 80}]${more}}`,
      ),
    ),
    ...rules.map(({ namespace, spec }, index) => resource('DestinationRule', `${namespace}/dr${index}`, spec)),
    ...sidecars.map(({ namespace, host }, index) =>
      resource('Sidecar', `${namespace}/sidecar${index}`, `{egress: [{hosts: ["${host}"]}]}`),
    ),
    ...policies.map(({ namespace, mode }, index) =>
      resource('PeerAuthentication', `${namespace}/pa${index}`, `{mtls: {mode: ${mode}}}`),
    ),
  ]);

/** Where a client of such a mesh may be. */
export const arbitraryClient = fc.record({
  namespace: namespaces(),
  locality: localities(),
  type: fc.constantFrom('sidecar' as const, 'gateway' as const),
  network: fc.constantFrom('', 'n1'),
});

function namespaces(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'a', 'a', 'b');
}

function apps(): fc.Arbitrary<string> {
  return fc.constantFrom('web', 'db');
}

function localities(): fc.Arbitrary<string> {
  return fc.constantFrom('', 'us/a/1', 'us/a/2', 'us/b', 'eu/a');
}

function serviceEntry() {
  return (
    fc
      .record({
        namespace: namespaces(),
        host: fc.constantFrom('x.example.com', 'y.example.com'),
        port: fc.constantFrom(
          '{name: http, number: 80, protocol: HTTP}',
          '{name: web, number: 80, protocol: HTTP, targetPort: 8080}',
          '{name: tcp, number: 90, protocol: TCP}',
        ),
        resolution: fc.constantFrom('STATIC', 'STATIC', 'DNS', 'NONE'),
        exportTo: fc.constantFrom('', ", exportTo: ['.']", ", exportTo: ['*']", ', exportTo: [a]'),
        endpoints: fc.oneof(
          apps().map((app) => `workloadSelector: {labels: {app: ${app}}}`),
          fc
            .array(fc.tuple(localities(), fc.nat(5)), { minLength: 1, maxLength: 3 })
            .map(
              (list) =>
                `endpoints: [${list.map(([locality, weight], index) => `{address: 10.2.0.${index}, locality: "${locality}", weight: ${weight}}`).join(', ')}]`,
            ),
        ),
        metadata: fc.constantFrom('', '', 'annotations: {networking.istio.io/traffic-distribution: PreferClose}'),
      })
      // The other two are refused together, or are what makes istiod stop.
      .filter(({ resolution, metadata }) => resolution !== 'DNS' || metadata === '')
      .map(({ namespace, host, port, resolution, exportTo, endpoints, metadata }) => {
        const own = resolution === 'NONE' && endpoints.startsWith('endpoints') ? '' : `, ${endpoints}`;
        return {
          namespace,
          metadata,
          spec: `{hosts: [${host}], location: MESH_INTERNAL, ports: [${port}], resolution: ${resolution}${own}${exportTo}}`,
        };
      })
  );
}

function workloadEntry() {
  return fc
    .record({
      namespace: namespaces(),
      address: fc.nat(200).map((part) => `10.0.0.${part}`),
      labels: fc
        .tuple(apps(), fc.constantFrom('v1', 'v2'))
        .map(([app, version]) => `{app: ${app}, version: ${version}}`),
      weight: fc.constantFrom('', ', weight: 0', ', weight: 20', ', weight: 4294967295'),
      locality: localities().map((locality) => (locality === '' ? '' : `, locality: ${locality}`)),
      more: fc.constantFrom('', ', serviceAccount: w', ', network: n1', ', ports: {http: 8091}'),
    })
    .map(({ namespace, address, labels, weight, locality, more }) => ({
      namespace,
      spec: `{address: ${address}, labels: ${labels}${weight}${locality}${more}}`,
    }));
}

function podFields() {
  return fc.record({
    namespace: namespaces(),
    labels: apps().map((app) => `{app: ${app}}`),
    isReady: fc.boolean(),
  });
}

function destinationRule() {
  const policies = fc.constantFrom(
    '{outlierDetection: {}}',
    '{loadBalancer: {simple: RANDOM}}',
    '{tls: {mode: ISTIO_MUTUAL}}',
    '{outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}}',
    '{outlierDetection: {minHealthPercent: 10}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.kubernetes.io/region, version=v1]}}}',
    '{loadBalancer: {localityLbSetting: {distribute: [{from: us/*, to: {us/a/*: 80, eu/a: 20}}]}}}',
    '{loadBalancer: {localityLbSetting: {enabled: false}}}',
    '{loadBalancer: {zoneAwareLbSetting: {enabled: true}}}',
  );
  return fc
    .record({
      namespace: namespaces(),
      host: fc.constantFrom('x.example.com', 'y.example.com', '"*.example.com"'),
      policy: policies,
      subsets: fc.constantFrom('', ', subsets: [{name: v1, labels: {version: v1}}]'),
    })
    .map(({ namespace, host, policy, subsets }) => ({
      namespace,
      spec: `{host: ${host}, trafficPolicy: ${policy}${subsets}}`,
    }));
}
