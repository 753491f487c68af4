/**
 * The annotations that Istio knows (istio/api, annotation/annotations.yaml, Istio 1.31), and what its injector takes as their values
 * (pkg/kube/inject/validate.go).
 */

export type AnnotationStage = 'alpha' | 'beta' | 'stable' | 'deprecated' | 'removed';

/** What the value must look like, where somebody checks it. */
export type AnnotationForm =
  | 'boolean'
  | 'count'
  | 'interception-mode'
  | 'interfaces'
  | 'port'
  | 'ports'
  | 'ports-or-all'
  | 'proxy-config'
  | 'quantity'
  | 'ranges'
  | 'ranges-or-all';

/** Which resources an annotation is read on: kinds as the engine names them, `Ingress`, `GatewayClass`, or `Any`. */
export interface AnnotationFacts {
  readonly carriers: readonly string[];
  readonly stage: AnnotationStage;
  /** Written by Istio itself, or of no concern to those who write resources. */
  readonly isHidden: boolean;
  readonly form: AnnotationForm | undefined;
}

/** Carriers, stage, names. A name with `!` behind it is hidden. */
const TABLE: readonly (readonly [carriers: string, stage: AnnotationStage, names: string])[] = [
  ['Any', 'alpha', 'galley.istio.io/analyze-suppress gateway.istio.io/controller-version!'],
  ['AuthorizationPolicy', 'alpha', 'istio.io/dry-run'],
  ['GatewayClass KubernetesGateway', 'alpha', 'ambient.istio.io/waypoint-inbound-binding!'],
  ['Ingress', 'stable', 'kubernetes.io/ingress.class'],
  [
    'KubernetesGateway',
    'alpha',
    'gateway.istio.io/name-override! gateway.istio.io/service-account! networking.istio.io/service-type!',
  ],
  ['Namespace', 'alpha', 'topology.istio.io/controlPlaneClusters'],
  [
    'Namespace Service ServiceEntry',
    'alpha',
    'istio.io/use-waypoint-canary-weight networking.istio.io/traffic-distribution',
  ],
  [
    'Pod',
    'alpha',
    `ambient.istio.io/bypass-inbound-capture ambient.istio.io/dns-capture! inject.istio.io/templates
    istio.io/reroute-virtual-interfaces istio.io/rev! prometheus.istio.io/merge-metrics proxy.istio.io/overrides!
    readiness.status.sidecar.istio.io/applicationPorts readiness.status.sidecar.istio.io/failureThreshold
    readiness.status.sidecar.istio.io/initialDelaySeconds readiness.status.sidecar.istio.io/periodSeconds
    sidecar.istio.io/agentLogLevel sidecar.istio.io/bootstrapOverride sidecar.istio.io/componentLogLevel
    sidecar.istio.io/interceptionMode sidecar.istio.io/logLevel sidecar.istio.io/nativeSidecar sidecar.istio.io/proxyCPU
    sidecar.istio.io/proxyCPULimit sidecar.istio.io/proxyImage sidecar.istio.io/proxyImageType sidecar.istio.io/proxyMemory
    sidecar.istio.io/proxyMemoryLimit sidecar.istio.io/rewriteAppHTTPProbers sidecar.istio.io/statsEvictionInterval
    sidecar.istio.io/statsFlushInterval sidecar.istio.io/statsHistogramBins sidecar.istio.io/statsHistogramBuckets
    sidecar.istio.io/status! sidecar.istio.io/userVolume sidecar.istio.io/userVolumeMount status.sidecar.istio.io/port
    traffic.sidecar.istio.io/excludeInboundPorts traffic.sidecar.istio.io/excludeInterfaces
    traffic.sidecar.istio.io/excludeOutboundIPRanges traffic.sidecar.istio.io/excludeOutboundPorts
    traffic.sidecar.istio.io/includeInboundPorts traffic.sidecar.istio.io/includeOutboundIPRanges
    traffic.sidecar.istio.io/includeOutboundPorts`,
  ],
  ['Pod', 'beta', 'ambient.istio.io/redirection proxy.istio.io/config'],
  [
    'Pod',
    'deprecated',
    `sidecar.istio.io/discoveryAddress sidecar.istio.io/extraStatTags sidecar.istio.io/inject sidecar.istio.io/statsCompression
    sidecar.istio.io/statsInclusionPrefixes sidecar.istio.io/statsInclusionRegexps sidecar.istio.io/statsInclusionSuffixes
    traffic.sidecar.istio.io/kubevirtInterfaces`,
  ],
  ['Pod', 'removed', 'alpha.istio.io/identity sidecar.istio.io/controlPlaneAuthPolicy sidecar.istio.io/enableCoreDump'],
  ['Service', 'alpha', 'networking.istio.io/exportTo'],
  ['Service', 'deprecated', 'alpha.istio.io/canonical-serviceaccounts! alpha.istio.io/kubernetes-serviceaccounts!'],
  ['Service', 'stable', 'traffic.istio.io/nodeSelector'],
  [
    'WorkloadEntry',
    'alpha',
    'istio.io/autoRegistrationGroup! istio.io/connectedAt! istio.io/disconnectedAt! istio.io/workloadController!',
  ],
  // Not in the list, but read by istiod or written by its tools.
  [
    'Any',
    'alpha',
    `ambient.istio.io/xfcc-include-client-identity! envoyfilter.istio.io/referenced-services!
    gateway.istio.io/agentgatewayImage! install.operator.istio.io/chart-owner! install.operator.istio.io/owner-generation!
    install.operator.istio.io/version! istio.io/connect-strategy! istio.io/ignore-policy-attachment!
    networking.istio.io/address-type! prometheus.istio.io/scrape-targets! prometheus.istio.io/secure-port!
    proxy.istio.io/health-checks-enabled!`,
  ],
];

const FORMS: Readonly<Record<AnnotationForm, string>> = {
  boolean: 'prometheus.istio.io/merge-metrics',
  count: `readiness.status.sidecar.istio.io/initialDelaySeconds readiness.status.sidecar.istio.io/periodSeconds
    readiness.status.sidecar.istio.io/failureThreshold`,
  'interception-mode': 'sidecar.istio.io/interceptionMode',
  interfaces: `traffic.sidecar.istio.io/excludeInterfaces traffic.sidecar.istio.io/kubevirtInterfaces
    istio.io/reroute-virtual-interfaces`,
  port: 'status.sidecar.istio.io/port',
  ports: 'traffic.sidecar.istio.io/excludeInboundPorts traffic.sidecar.istio.io/excludeOutboundPorts',
  'ports-or-all': 'traffic.sidecar.istio.io/includeInboundPorts',
  'proxy-config': 'proxy.istio.io/config',
  quantity: `sidecar.istio.io/proxyCPU sidecar.istio.io/proxyMemory sidecar.istio.io/proxyCPULimit
    sidecar.istio.io/proxyMemoryLimit`,
  ranges: 'traffic.sidecar.istio.io/excludeOutboundIPRanges',
  'ranges-or-all': 'traffic.sidecar.istio.io/includeOutboundIPRanges',
};

/** Keys that Istio reads as labels (istio/api, label/labels.yaml), and not as annotations too. */
const LABELS: ReadonlySet<string> = new Set(
  words(`gateway.istio.io/managed istio.io/dataplane-mode istio.io/ingress-use-waypoint istio.io/tag istio.io/use-waypoint
    istio.io/use-waypoint-canary istio.io/use-waypoint-canary-namespace istio.io/use-waypoint-namespace istio.io/waypoint-for
    networking.istio.io/enable-autoallocate-ip networking.istio.io/gatewayPort networking.istio.io/tunnel
    security.istio.io/tlsMode service.istio.io/canonical-name service.istio.io/canonical-revision
    service.istio.io/workload-name topology.istio.io/cluster topology.istio.io/locality topology.istio.io/network
    topology.istio.io/subzone`),
);

const formByName: ReadonlyMap<string, AnnotationForm> = new Map(
  Object.entries(FORMS).flatMap(([form, names]) => words(names).map((name) => [name, form as AnnotationForm] as const)),
);

const facts: ReadonlyMap<string, AnnotationFacts> = new Map(
  TABLE.flatMap(([carriers, stage, names]) =>
    words(names).map((written): [string, AnnotationFacts] => {
      const name = written.replace('!', '');
      return [name, { carriers: words(carriers), stage, isHidden: name !== written, form: formByName.get(name) }];
    }),
  ),
);

/** Names to offer and to compare with. */
export const ANNOTATION_NAMES: readonly string[] = [...facts].flatMap(([name, { isHidden, stage }]) =>
  isHidden || stage === 'removed' ? [] : [name],
);

/** What is known of an annotation; `undefined` for one that Istio does not have. */
export function annotationFacts(name: string): AnnotationFacts | undefined {
  return facts.get(name);
}

/** Whether an annotation means to be Istio's. */
export function isIstioKey(name: string): boolean {
  const slash = name.indexOf('/');
  const domain = slash < 0 ? '' : name.slice(0, slash);
  return domain === 'istio.io' || domain.endsWith('.istio.io');
}

/** Whether Istio reads the key as a label, so that it does nothing as an annotation. */
export function isIstioLabel(name: string): boolean {
  return LABELS.has(name);
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
