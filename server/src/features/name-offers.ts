/** Names of things in the mesh, for fields that name one. */
import { t } from '../l10n.ts';
import { integerAt } from '../model/decode/fields.ts';
import { decodeLabels, labelValue } from '../model/labels.ts';
import { isWorkload, type ServicePort } from '../model/resource.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import { selectorsOf, workloadsMatching } from '../simulation/selection.ts';
import { dereference, mapValue } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { entryFor, tableOf } from './by-path.ts';
import type { MeshName } from './mesh-names.ts';
import { allWrittenAt, mapAtPath, nodeAtPath, type OfferContext, writtenAt } from './offer-context.ts';
import type { SketchScalar } from './sketch.ts';

export interface NameOffer {
  readonly value: SketchScalar;
  readonly detail: string | undefined;
}

/** Where the name stands, as far as it is there. */
interface NamePlace extends OfferContext {
  /** From the resource to the value. */
  readonly path: readonly PathStep[];
  /** The map that holds the value, or the list it is in. */
  readonly parent: MapNode | undefined;
}

type FindNames = (place: NamePlace) => readonly (NameOffer | MeshName)[];

const namespaces: FindNames = ({ names }) => names.namespaces;
const hosts: FindNames = ({ names }) => names.hosts;
const accounts: FindNames = ({ names }) => names.accounts;
const localities: FindNames = ({ names }) => names.localities;
const networks: FindNames = ({ names }) => names.networks;
const secrets: FindNames = ({ names }) => names.ownOf('Secret');

const NAMES = tableOf<FindNames>({
  'metadata.namespace': ({ names, spot }) => {
    const beside = new Set(
      [...spot.file.contents.values()].flatMap(({ entries }) => entries.map((entry) => entry.namespace)),
    );
    const isBeside = ({ name }: MeshName): boolean => beside.has(name);
    return [...names.namespaces.filter(isBeside), ...names.namespaces.filter((name) => !isBeside(name))];
  },
  'exportTo[]': (place) => [
    { name: '.', detail: t('this namespace alone') },
    { name: '*', detail: t('all namespaces') },
    ...namespaces(place),
  ],
  sourceNamespace: namespaces,
  'source.namespaces[], source.notNamespaces[]': namespaces,
  'delegate.namespace': namespaces,
  'delegate.name': ({ names, name }) => names.ownOf('VirtualService').filter((other) => other.name !== name),
  'VirtualService spec.hosts[]': ({ cursor, names }) => {
    const gateways = allWrittenAt(mapAtPath(cursor.resource, ['spec']), 'gateways');
    const accepted = gateways.flatMap((gateway) => names.hostsOfGateway(gateway));
    return accepted.length > 0 ? [...accepted, ...names.hosts] : names.hosts;
  },
  'DestinationRule spec.host, destination.host, mirror.host, egressProxy.host': hosts,
  'sniHosts[]': ({ cursor, names }) => [
    ...allWrittenAt(mapAtPath(cursor.resource, ['spec']), 'hosts').map((name) => ({ name, detail: undefined })),
    ...names.hosts.filter(({ name }) => name.includes('.')),
  ],
  'Gateway servers[].hosts[]': ({ names }) => [
    { name: '*', detail: t('all hosts') },
    ...names.hosts.filter(({ name }) => name.includes('.')),
  ],
  'egress[].hosts[]': ({ names }) => [
    { name: './*', detail: t('all of this namespace') },
    { name: 'istio-system/*', detail: t('all of namespace {0}', 'istio-system') },
    { name: '*/*', detail: t('all namespaces') },
    ...names.namespaces
      .filter(({ name }) => name !== 'istio-system')
      .map(({ name }) => ({ name: `${name}/*`, detail: t('all of namespace {0}', name) })),
    ...names.namespacedHosts,
  ],
  'operation.hosts[], operation.notHosts[]': hosts,
  'VirtualService gateways[]': ({ names }) => [...names.allOf('Gateway'), { name: 'mesh', detail: t('all sidecars') }],
  'match[].gateways[]': ({ cursor, names }) => {
    const listed = allWrittenAt(mapAtPath(cursor.resource, ['spec']), 'gateways');
    if (listed.length > 0) return listed.map((name) => ({ name, detail: undefined }));
    return [...names.allOf('Gateway'), { name: 'mesh', detail: t('all sidecars') }];
  },
  'subsets[].name': ({ cursor, names }) => {
    const host = writtenAt(mapAtPath(cursor.resource, ['spec']), 'host');
    const versions = host === undefined ? [] : names.workloadsOf(host).map(({ resource }) => resource.labels);
    return versions.flatMap((labels) => {
      const name = labelValue(labels, 'version');
      return name === undefined ? [] : [{ name, detail: `version: ${name}` }];
    });
  },
  'destination.subset, mirror.subset, egressProxy.subset': ({ parent, names }) => {
    const host = writtenAt(parent, 'host');
    if (host === undefined) return [];
    return names.subsetsOf(host).map(({ subset, rule }) => ({
      name: subset.name,
      detail: subset.labels.pairs.map(({ key, value }) => `${key}: ${value}`).join(', ') || rule.resource.name,
    }));
  },
  'destination.port.number, mirror.port.number, egressProxy.port.number': ({ cursor, path, names }) => {
    const host = writtenAt(mapAtPath(cursor.resource, path.slice(0, -2)), 'host');
    return host === undefined ? [] : numbersOf(names.portsOf(host));
  },
  'route[].weight': ({ cursor, path }) => {
    const rest = 100 - weightBeside(cursor.resource, path);
    if (rest <= 0 || rest >= 100) return [];
    const others = [90, 80, 50, 20, 10, 5, 1, 0].filter((weight) => weight !== rest);
    return [{ value: rest, detail: t('the rest of 100') }, ...others.map((value) => ({ value, detail: undefined }))];
  },
  'portLevelSettings[].port.number': ({ cursor, names }) => {
    const host = writtenAt(mapAtPath(cursor.resource, ['spec']), 'host');
    return host === undefined ? [] : numbersOf(names.portsOf(host));
  },
  'WorkloadEntry spec.serviceAccount, endpoints[].serviceAccount, template.serviceAccount, serviceAccountName':
    accounts,
  'principals[], notPrincipals[]': ({ names }) => names.principals,
  'source.serviceAccounts[], source.notServiceAccounts[]': ({ names }) => names.namespacedAccounts,
  'subjectAltNames[]': ({ names }) =>
    names.principals.map(({ name, detail }) => ({ name: `spiffe://${name}`, detail })),
  'when[].values[], when[].notValues[]': ({ cursor, path, names }) => {
    const key = writtenAt(mapAtPath(cursor.resource, path.slice(0, -2)), 'key');
    if (key === 'source.namespace') return names.namespaces;
    if (key === 'source.principal') return names.principals;
    if (key === 'source.serviceAccount') return names.namespacedAccounts;
    return key === undefined ? [] : conditionValues(key).map((name) => ({ name, detail: undefined }));
  },
  'WorkloadEntry spec.locality, endpoints[].locality, template.locality, distribute[].from': localities,
  'WorkloadEntry spec.network, endpoints[].network, template.network': networks,
  'failover[].from, failover[].to': ({ parent, names }) => {
    const other = [writtenAt(parent, 'from'), writtenAt(parent, 'to')];
    return names.regions.filter(({ name }) => !other.includes(name));
  },
  'localityLbSetting.failoverPriority[]': ({ cursor, path }) => {
    const setting = mapAtPath(cursor.resource, path.slice(0, -2));
    if (!setting || mapValue(setting, 'failover') === undefined) return [];
    // Region, zone and sub-zone go with failover already.
    return ['topology.istio.io/network', 'topology.istio.io/cluster', 'version'].map((name) => ({
      name,
      detail: undefined,
    }));
  },
  'Gateway tls.credentialName, Gateway credentialNames[], Gateway caCertCredentialName': secrets,
  'DestinationRule tls.credentialName, imagePullSecret': secrets,
  'targetRef.name, targetRefs[].name': ({ parent, names }) => {
    const kind = writtenAt(parent, 'kind');
    if (kind === 'Gateway') return names.ownOf('KubernetesGateway');
    return kind === 'Service' || kind === 'ServiceEntry' ? names.ownOf(kind) : [];
  },
  'parentRefs[].name': ({ names }) => names.ownOf('KubernetesGateway'),
  'backendRefs[].name': ({ names }) => names.ownOf('Service'),
  'backendRefs[].port': ({ parent, names }) => {
    const service = writtenAt(parent, 'name');
    return service === undefined ? [] : numbersOf(names.portsOf(service));
  },
  'ServiceEntry ports[].targetPort': (place) => {
    const selector = mapAtPath(place.cursor.resource, ['spec', 'workloadSelector']);
    return selector ? workloadPorts(place, mapValue(selector, 'labels'), false) : [];
  },
  'Service ports[].targetPort': (place) => {
    const spec = mapAtPath(place.cursor.resource, ['spec']);
    return spec ? workloadPorts(place, mapValue(spec, 'selector'), true) : [];
  },
  'cluster.service': hosts,
  'metadata.labels.*': ({ path, names }) => {
    const key = path.at(-1);
    if (key === 'topology.istio.io/network') return names.networks;
    const values = typeof key === 'string' && Object.hasOwn(LABEL_VALUES, key) ? LABEL_VALUES[key] : undefined;
    return (values ?? []).map((name) => ({ name, detail: undefined }));
  },
});

/** The values of labels that Istio reads. */
const LABEL_VALUES: Readonly<Record<string, readonly string[]>> = {
  'istio-injection': ['enabled', 'disabled'],
  'istio.io/dataplane-mode': ['ambient', 'none'],
  'istio.io/use-waypoint': ['waypoint', 'none'],
  'sidecar.istio.io/inject': ['true', 'false'],
  'networking.istio.io/enable-autoallocate-ip': ['true', 'false'],
};

/** What the mesh has for a field that names something; empty for other fields and where the mesh has nothing. */
export function namesFor(field: SchemaField, path: readonly PathStep[], context: OfferContext): readonly NameOffer[] {
  const find = entryFor(NAMES, field);
  if (!find || context.isAlone) return [];
  const parent = mapAtPath(context.cursor.resource, path.slice(0, -1));
  const found = find({ ...context, path, parent });
  let offers = converted.get(found);
  if (!offers) {
    const seen = new Set<SketchScalar>();
    offers = found
      .map((offer): NameOffer => ('name' in offer ? { value: offer.name, detail: offer.detail } : offer))
      .filter(({ value }) => !seen.has(value) && seen.add(value));
    converted.set(found, offers);
  }
  return offers;
}

/** A list of the mesh's names serves several fields. */
const converted = new WeakMap<readonly (NameOffer | MeshName)[], readonly NameOffer[]>();

/** What the other destinations of a route have as their weights. */
function weightBeside(resource: MapNode | undefined, path: readonly PathStep[]): number {
  const own = path.at(-2);
  const route = nodeAtPath(resource, path.slice(0, -2));
  if (route?.kind !== 'seq') return 0;
  const weights = route.items.map((item, index) => {
    const destination = dereference(item);
    const isOther = index !== own && destination?.kind === 'map';
    return isOther ? (integerAt(destination, 'weight')?.value ?? 0) : 0;
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function numbersOf(ports: readonly ServicePort[]): NameOffer[] {
  return ports.flatMap(({ number, name, protocol }): NameOffer[] =>
    number ? [{ value: number.value, detail: name?.value ?? protocol?.value }] : [],
  );
}

/** The ports of the workloads that a selector picks; with their names where a name is allowed. */
function workloadPorts(
  { spot, namespace }: OfferContext,
  selector: ReturnType<typeof mapValue>,
  hasNames: boolean,
): NameOffer[] {
  const labels = decodeLabels(selector);
  if (labels.pairs.length === 0) return [];
  const ports = workloadsMatching(spot.view, namespace, labels).flatMap(({ resource }) => resource.ports);
  const named = hasNames ? ports.filter(({ name }) => name !== '') : [];
  return [
    ...named.map(({ name, number }) => ({ value: name, detail: String(number.value) })),
    ...ports.map(({ name, number }) => ({ value: number.value, detail: name === '' ? undefined : name })),
  ];
}

/** The names of the ports that Services and ServiceEntries have which select the workload around the cursor. */
export function portNamesForWorkload({ spot }: OfferContext): NameOffer[] {
  const { entry, view } = spot;
  if (!entry || !isWorkload(entry.resource)) return [];
  const seen = new Set<string>();
  return selectorsOf(view, entry).flatMap(({ resource }) =>
    resource.ports.flatMap(({ name, targetPort, number }): NameOffer[] => {
      const key = resource.kind === 'Service' && typeof targetPort?.value === 'string' ? targetPort.value : name?.value;
      if (key === undefined || seen.has(key)) return [];
      seen.add(key);
      return [{ value: key, detail: t('port {0} of {1}', number?.value ?? '', resource.name) }];
    }),
  );
}

/** What a condition on an attribute that is no name is usually compared with. */
function conditionValues(key: string): readonly string[] {
  if (/[.]ip$/.test(key)) return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
  if (key === 'destination.port') return ['8080', '80', '443', '9080'];
  if (key === 'connection.sni') return ['www.example.com'];
  return key === 'request.auth.principal' ? ['https://issuer.example.com/*', '*'] : [];
}
