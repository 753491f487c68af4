/** Why an endpoint of a cluster is as it is: where its port, weight, locality, priority and TLS mark come from. */
import { t } from '../../l10n.ts';
import { flagAt, type JsonMap, type JsonPath, listAt, mapsAt, numberAt, textAt, textsAt } from '../json-value.ts';
import { clientLabels, type MeshClient } from './client.ts';
import type { ClusterMember, MeshCluster } from './clusters.ts';
import { tlsModeFor } from './destination-rules.ts';
import { localityText, parseLocality } from './localities.ts';
import { firstMismatch, type LocalityGroup, matchesLocality } from './locality-lb.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';
import { mtlsDecision } from './peer-authentication.ts';
import { type ObjectPlace, policyPlace, tlsPlace } from './policy-origin.ts';
import { labelPath, neverSelected } from './selection-reasons.ts';
import type { ServiceEndpoint } from './service-endpoints.ts';

/** Which value of an endpoint a step is about. */
export type TracedValue = 'port' | 'weight' | 'locality' | 'priority' | 'tls';

/** Where one value of an endpoint comes from. */
export interface TraceStep {
  readonly value: TracedValue;
  /** The statement of Istio's behaviour that decides, by its stable name (`D3.2`). */
  readonly statement: string;
  /** For a person; half a sentence that begins with the value. */
  readonly text: string;
  /** What says it; `undefined` where nothing in the files does. */
  readonly place: ObjectPlace | undefined;
}

/** One step for each value of an endpoint of a cluster. */
export function traceMember(
  mesh: MeshIndex,
  client: MeshClient,
  cluster: MeshCluster,
  group: LocalityGroup<ClusterMember>,
  member: ClusterMember,
): readonly TraceStep[] {
  return [
    portStep(member),
    weightStep(member),
    localityStep(member),
    priorityStep(mesh, client, cluster, group, member),
    tlsStep(mesh, cluster, member),
  ];
}

function step(value: TracedValue, statement: string, text: string, place?: ObjectPlace): TraceStep {
  return { value, statement, text, place };
}

function portStep(member: ClusterMember): TraceStep {
  const { endpoint } = member;
  if (!endpoint) return step('port', 'D10', t('port {0} of the gateway between networks', member.port));
  const { object, path } = endpoint.portFrom;
  const place = { object, path };
  const name = String(path.at(-1) ?? '');
  if (endpoint.port === 0) return step('port', 'D3.1', t('no port: a Unix domain socket has none'), place);
  const isService = object === endpoint.service.object && path[1] === 'ports';
  if (isService && name === 'targetPort') {
    return step('port', statementOf(endpoint), t('port {0} is the targetPort of the service', endpoint.port), place);
  }
  if (isService) {
    const text = t('port {0} is the port of the service; there is no targetPort and no port of its own', endpoint.port);
    return step('port', statementOf(endpoint), text, place);
  }
  if (object.kind === 'EndpointSlice') {
    return step('port', 'D3.6', t('port {0} is what the EndpointSlice says', endpoint.port), place);
  }
  const isOwnPort = ['WorkloadEntry', 'ServiceEntry'].includes(object.kind);
  const own = isOwnPort
    ? t('port {0} is its own port named `{1}`', endpoint.port, name)
    : t('port {0} is its container port named `{1}`', endpoint.port, portName(endpoint));
  return step('port', isOwnPort ? 'D3.2' : 'D3.4', own, place);
}

function statementOf({ service }: ServiceEndpoint): string {
  return service.registry === 'Kubernetes' ? 'D3.6' : 'D3.3';
}

function portName({ servicePort, service }: ServiceEndpoint): string {
  const { targetPort, name } = servicePort;
  return service.registry === 'Kubernetes' && typeof targetPort === 'string' ? targetPort : name;
}

function weightStep({ endpoint, weight }: ClusterMember): TraceStep {
  if (!endpoint) {
    return step('weight', 'D10', t('weight {0}, that of the endpoints behind the gateway together', weight));
  }
  const { object, path, replicas } = endpoint.instance;
  if (weight !== endpoint.weight) {
    return step(
      'weight',
      'D10',
      t('weight {0}: {1}, multiplied for networks with several gateways', weight, endpoint.weight),
    );
  }
  if (replicas !== undefined) {
    const text = replicas === 1 ? t('weight 1, as every pod') : t('weight {0}: {0} pods of weight 1', replicas);
    return step(
      'weight',
      'D14.1',
      text,
      'replicas' in object.spec ? { object, path: ['spec', 'replicas'] } : undefined,
    );
  }
  if (isHostItself(endpoint)) return step('weight', 'D2.11', t('weight 1: the host itself is resolved'));
  const written = object.kind === 'WorkloadEntry' ? object.spec : itemAt(object, path);
  if (!written) return step('weight', 'D4.1', t('weight 1, as every pod'));
  const place = { object, path: [...path, 'weight'] };
  if (numberAt(written, 'weight') > 0) return step('weight', 'D4.1', t('weight {0}, as written', weight), place);
  return 'weight' in written
    ? step('weight', 'D4.1', t('weight 1: 0 counts as 1'), place)
    : step('weight', 'D4.1', t('weight 1, since none is written'));
}

/** Whether it stands for the host of a ServiceEntry without endpoints, whose addresses DNS tells (D2.11). */
function isHostItself({ instance }: ServiceEndpoint): boolean {
  return instance.object.kind === 'ServiceEntry' && instance.path[1] === 'hosts';
}

/** The inline endpoint that a path leads to. */
function itemAt({ spec, kind }: MeshObject, path: JsonPath): JsonMap | undefined {
  const index = path[2];
  return kind === 'ServiceEntry' && typeof index === 'number' ? mapsAt(spec, 'endpoints')[index] : undefined;
}

function localityStep(member: ClusterMember): TraceStep {
  const { endpoint, locality } = member;
  const shown = localityText(parseLocality(locality));
  if (!endpoint) return step('locality', 'D10', t('locality of the endpoints behind the gateway'));
  const { object, localityPath, node } = endpoint.instance;
  if (locality === '') {
    return endpoint.instance.replicas === undefined
      ? step('locality', 'D4.2', t('no locality is written'))
      : step('locality', 'D14.1', t('no locality: it is that of the node on which the pod will run'));
  }
  if (!localityPath) return step('locality', 'D4.3', t('locality {0} of the node {1}', shown, node));
  const place = { object, path: localityPath };
  if (localityPath.at(-1) !== 'locality')
    return step('locality', 'D4.2', t('locality {0}, from a label', shown), place);
  if (shown === locality.replace(/\/+$/, '')) {
    return step('locality', 'D4.2', t('locality {0}, as written', shown), place);
  }
  return step('locality', 'D4.4', t('locality {0}: of {1} only the first three parts count', shown, locality), place);
}

/** Why endpoints of a locality have their priority (D11). */
function priorityStep(
  mesh: MeshIndex,
  client: MeshClient,
  cluster: MeshCluster,
  group: LocalityGroup<ClusterMember>,
  member: ClusterMember,
): TraceStep {
  const { setting, policy, destinationRule, port, subset, type } = cluster;
  const place = settingPlace(cluster);
  const { priority } = group;
  if (setting.kind === 'none') {
    return step('priority', 'D11.1', t('priority 0: balancing by locality is switched off'), place);
  }
  const skipsLabels = type !== 'EDS' && subset !== undefined;
  const labels = skipsLabels ? [] : textsAt(setting.setting, 'failoverPriority');
  if (setting.kind === 'zone-aware') {
    if (flagAt(setting.setting, 'enabled') === false) {
      return step('priority', 'D11.8', t('priority 0: zone-aware balancing is switched off'), place);
    }
    const reason = labels.length > 0 ? labelReason(mesh, client, member, labels) : regionReason(client, group);
    return step('priority', 'D11.8', t('priority {0}: {1}', priority, reason), place);
  }
  if ((listAt(setting.setting, 'distribute') ?? []).length > 0) {
    const isNamed = mapsAt(setting.setting, 'distribute').some((item) =>
      matchesLocality(parseLocality(client.locality), textAt(item, 'from')),
    );
    const text = isNamed
      ? t('priority 0: `distribute` gives this locality a weight of {0}', group.weight)
      : t('priority 0: no `from` of `distribute` is the locality of the client');
    return step(
      'priority',
      'D11.3',
      text,
      place && { ...place, path: [...place.path, 'localityLbSetting', 'distribute'] },
    );
  }
  const outlier = policyPlace(destinationRule, port.number, subset, 'outlierDetection');
  if (policy.outlierDetection === undefined && !setting.isForced) {
    return step('priority', 'D11.7', t('priority 0: without `outlierDetection` locality does not count'));
  }
  if (labels.length > 0) {
    const reason = labelReason(mesh, client, member, labels);
    return step('priority', 'D11.4', t('priority {0}: {1}', priority, reason), place ?? outlier);
  }
  const failover = mapsAt(setting.setting, 'failover');
  const index = failoverIndex(client, group, failover);
  const leads = place && index >= 0 && [...place.path, 'localityLbSetting', 'failover', index];
  const reason = nearnessReason(client, group, failover[index]);
  const decides = place && leads ? { ...place, path: leads } : outlier;
  return step('priority', 'D11.5', t('priority {0}: {1}', priority, reason), decides);
}

/** What decides about localities: in the DestinationRule, or the annotation of the service; `undefined` for the mesh. */
function settingPlace({ setting, destinationRule, port, subset, service }: MeshCluster): ObjectPlace | undefined {
  if (setting.kind !== 'none' && setting.from === 'mesh') return undefined;
  if (setting.kind !== 'none' && setting.from === 'traffic-distribution') {
    const path =
      'trafficDistribution' in service.object.spec ? ['spec', 'trafficDistribution'] : ['metadata', 'annotations'];
    return { object: service.object, path };
  }
  return policyPlace(destinationRule, port.number, subset, 'loadBalancer');
}

/** Which item of `failover` decides about a locality in another region than the client; -1 for none. */
function failoverIndex(client: MeshClient, group: LocalityGroup<ClusterMember>, failover: readonly JsonMap[]): number {
  const { region } = parseLocality(client.locality);
  if (parseLocality(group.locality).region === region) return -1;
  return failover.findIndex((item) => textAt(item, 'from') === region);
}

function labelReason(mesh: MeshIndex, client: MeshClient, member: ClusterMember, labels: readonly string[]): string {
  const mismatch = firstMismatch(member.labels, labels, clientLabels(client, mesh.settings));
  if (!mismatch) return t('every label that counts agrees');
  const { key, actual, wanted } = mismatch;
  if (wanted === '') return t('its label `{0}` is `{1}`, the client has none', key, actual);
  if (actual === '') return t('it has no label `{0}`, wanted is `{1}`', key, wanted);
  return t('its label `{0}` is `{1}`, wanted is `{2}`', key, actual, wanted);
}

function nearnessReason(
  client: MeshClient,
  group: LocalityGroup<ClusterMember>,
  failover: JsonMap | undefined,
): string {
  const own = parseLocality(group.locality);
  const from = parseLocality(client.locality);
  if (own.region === from.region) {
    if (own.region === '') return t('neither it nor the client has a locality');
    if (own.zone !== from.zone) return t('it is in the region of the client, in another zone');
    if (own.subzone !== from.subzone) return t('it is in the zone of the client, in another subzone');
    return t('it is where the client is');
  }
  if (client.locality === '') return t('the client has no locality, so no endpoint with one is near');
  if (!failover) return t('it is in another region than the client');
  const to = textAt(failover, 'to');
  return own.region === to
    ? t('`failover` leads from {0} to {1}', from.region, to)
    : t('`failover` leads from {0} to {1}, not here', from.region, to);
}

function regionReason(client: MeshClient, group: LocalityGroup<ClusterMember>): string {
  const isSame = parseLocality(group.locality).region === parseLocality(client.locality).region;
  return isSame ? t('it is in the region of the client') : t('it is in another region than the client');
}

const TLS_MODE_LABEL = 'security.istio.io/tlsMode';

/** Why the endpoint is marked for mutual TLS or not (D4.6, D4.10, D4.11). */
function tlsStep(mesh: MeshIndex, { destinationRule, port, subset }: MeshCluster, member: ClusterMember): TraceStep {
  const { endpoint } = member;
  if (!endpoint) return step('tls', 'D10', t('mutual TLS through the gateway between networks'));
  const mode = tlsModeFor(destinationRule, port.number, subset);
  const ofRule = tlsPlace(destinationRule, port.number, subset);
  const own = endpoint.tlsMode;
  if (mode !== undefined && mode !== 'ISTIO_MUTUAL') {
    return step('tls', 'D4.10', t('no mark: the DestinationRule sets tls.mode {0} for all endpoints', mode), ofRule);
  }
  const { instance } = endpoint;
  const { object, path, labels, serviceAccount, namespace } = instance;
  const isLabelled = labels[TLS_MODE_LABEL] !== undefined;
  const label: ObjectPlace = { object, path: labelPath(instance, TLS_MODE_LABEL) };
  if (member.tls !== '' && mode === undefined && endpoint.service.isMeshExternal) {
    const text = t('plaintext: its mark counts for nothing, since the service is MESH_EXTERNAL');
    return step('tls', 'D6.7', text, { object: endpoint.service.object, path: ['spec', 'location'] });
  }
  if (member.tls !== '' && mode === undefined && !mesh.settings.enableAutoMtls) {
    return step('tls', 'D6.7', t('plaintext: its mark counts for nothing, since the mesh has enableAutoMtls off'));
  }
  if (member.tls !== '') {
    if (isLabelled) return step('tls', 'D4.6', t('mutual TLS: its label `security.istio.io/tlsMode` says so'), label);
    if (endpoint.instance.replicas !== undefined)
      return step('tls', 'D14.3', t('mutual TLS: its pods get a sidecar'), { object, path });
    const place = { object, path: [...path, 'serviceAccount'] };
    return step('tls', 'D4.6', t('mutual TLS: it has a serviceAccount, `{0}`', serviceAccount), place);
  }
  if (own === 'istio') {
    const decision = mtlsDecision(mesh, namespace, endpoint.labels, endpoint.port);
    return step('tls', 'D4.11', t('plaintext: a PeerAuthentication sets DISABLE for it'), decision);
  }
  if (isLabelled)
    return step('tls', 'D4.6', t('plaintext: its label `security.istio.io/tlsMode` is `{0}`', own), label);
  if (isHostItself(endpoint)) return step('tls', 'D2.11', t('plaintext: the host itself is resolved'));
  const isPod = !['WorkloadEntry', 'ServiceEntry', 'EndpointSlice'].includes(object.kind);
  return isPod
    ? step('tls', 'D4.6', t('plaintext: nothing says that its pods get a sidecar'))
    : step('tls', 'D4.6', t('plaintext: it has no serviceAccount'));
}

/** What happens to requests for a cluster that has no endpoints, and why it has none; for a person. */
export function emptyReason({ type, subset, service, excluded }: MeshCluster): string {
  if (type === 'ORIGINAL_DST') return t('connections go to the address that the client asked for');
  if (type === 'STATIC') return t('the host of each request is resolved when it comes');
  if (subset && excluded.some(({ reason }) => reason === 'subset')) {
    return t('no endpoint has the labels of this subset: its requests get 503, they do not go to others');
  }
  if (excluded.length > 0) return t('no endpoint is left: requests get 503');
  if (!neverSelected(service)) {
    const labels = Object.entries(service.selector).map(([key, value]) => `${key}: ${value}`);
    return labels.length === 0
      ? t('no workload is in namespace {0}: requests get 503', service.namespace)
      : t('no workload of namespace {0} that counts has {1}: requests get 503', service.namespace, labels.join(', '));
  }
  return service.registry === 'Kubernetes'
    ? t('the Service has no selector, and no EndpointSlice here is for it: requests get 503')
    : t('it lists no endpoints and selects none: requests get 503');
}

/** What an object is called: `WorkloadEntry default/test1-we`. */
export function objectName({ entry, namespace, name }: MeshObject): string {
  return `${entry.resource.kindNode.text} ${namespace}/${name}`;
}
