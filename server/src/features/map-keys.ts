/** Keys that people write into maps whose keys are free. */
import type { SchemaField } from '../schema/schema-store.ts';
import { entryFor, tableOf } from './by-path.ts';
import { type NameOffer, portNamesForWorkload } from './name-offers.ts';
import { allPortNames, type OfferContext } from './offer-context.ts';

type FindKeys = (context: OfferContext) => readonly NameOffer[];

const named =
  (...names: readonly string[]): FindKeys =>
  () =>
    names.map((value) => ({ value, detail: undefined }));

const KEYS = tableOf<FindKeys>({
  'WorkloadEntry spec.ports, template.ports': portNamesForWorkload,
  'endpoints[].ports': (context) => allPortNames(context).map((value) => ({ value, detail: undefined })),
  'distribute[].to': ({ names }) => names.localities.map(({ name, detail }) => ({ value: name, detail })),
  'match[].headers, withoutHeaders': named(
    ...[
      'x-user',
      'x-request-id',
      'user-agent',
      'cookie',
      'authorization',
      'end-user',
      ':authority',
      ':method',
      ':path',
    ],
  ),
  'request.set, request.add': named('x-request-source', 'x-forwarded-proto', 'host', 'authorization'),
  'response.set, response.add': named('strict-transport-security', 'cache-control', 'x-content-type-options'),
  portLevelMtls: named('8080', '80', '443', '9080'),
  'tagOverrides, customTags': named('request_host', 'request_method', 'destination_port', 'request_url_path'),
  environmentVariables: named('ISTIO_META_DNS_CAPTURE', 'ISTIO_META_DNS_AUTO_ALLOCATE'),
  'metadata.annotations, template.metadata.annotations': named(
    ...['traffic.sidecar.istio.io/excludeOutboundPorts', 'traffic.sidecar.istio.io/excludeInboundPorts'],
    ...['traffic.sidecar.istio.io/includeOutboundIPRanges', 'proxy.istio.io/config', 'sidecar.istio.io/proxyCPU'],
    ...['sidecar.istio.io/proxyMemory', 'sidecar.istio.io/logLevel', 'networking.istio.io/exportTo'],
  ),
  'matchLabels, workloadSelector.labels, WorkloadEntry spec.labels, WorkloadGroup labels, endpoints[].labels': named(
    ...['app', 'version'],
  ),
  'Service spec.selector, sourceLabels': named('app', 'version'),
  'subsets[].labels': named('version', 'app'),
  'Gateway spec.selector': named('istio'),
  'metadata.labels': named('app', 'version', 'app.kubernetes.io/name', 'app.kubernetes.io/version', 'istio.io/rev'),
  'ServiceEntry metadata.labels': named('app', 'istio.io/use-waypoint', 'networking.istio.io/enable-autoallocate-ip'),
  'template.metadata.labels, Pod metadata.labels': named('app', 'version', 'sidecar.istio.io/inject', 'istio.io/rev'),
  'Namespace metadata.labels': named(
    ...[
      'istio-injection',
      'istio.io/rev',
      'topology.istio.io/network',
      'istio.io/dataplane-mode',
      'istio.io/use-waypoint',
    ],
  ),
});

/** The keys for a map, those that the mesh or the resource asks for first; empty where nobody knows any. */
export function keysFor(field: SchemaField, context: OfferContext): readonly NameOffer[] {
  return entryFor(KEYS, field)?.(context) ?? [];
}
