/** What a key or value that is written means, beyond what its field is: the hover says it first. */
import { t } from '../l10n.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import { dereference, mapValue, stringValue } from '../yaml/node-access.ts';
import type { MapNode, ScalarNode, SeqNode, YamlNode } from '../yaml/nodes.ts';
import { scalarValue } from '../yaml/scalar-value.ts';
import { code } from './describe-resource.ts';
import { describeDuration } from './hover-durations.ts';
import { describeClients, describeLocality, describeShareOf } from './hover-localities.ts';
import { describeAppProtocol, describePortName, describeProtocol, describeServerProtocol } from './hover-protocols.ts';
import {
  describeBackendWeight,
  describeEndpointWeight,
  describePercentage,
  describeRouteWeight,
} from './hover-shares.ts';

/** A key or value and what is around it. */
export interface WrittenPlace {
  readonly node: ScalarNode;
  readonly part: 'key' | 'value';
  /** Innermost first; the first is `node`. */
  readonly nodes: readonly YamlNode[];
}

type Describe = (place: WrittenPlace) => string | undefined;

/** By the structure and path of the schema. */
const DESCRIBE: Readonly<Record<string, Describe>> = {
  'ServiceEntry:spec.exportTo[]': ({ node }) => describeExport(node.text),
  'VirtualService:spec.exportTo[]': ({ node }) => describeExport(node.text),
  'DestinationRule:spec.exportTo[]': ({ node }) => describeExport(node.text),
  'VirtualService:spec.gateways[]': ({ node }) =>
    node.text === 'mesh' ? t('All sidecars of the mesh, beside any gateways that are listed.') : undefined,
  'endpoint:locality': ({ node }) => describeLocality(node.text),
  'WorkloadGroup:spec.template.locality': ({ node }) => describeLocality(node.text),
  'loadBalancer:localityLbSetting.distribute[].from': ({ node }) => describeClients(node.text),
  'loadBalancer:localityLbSetting.distribute[].to.*': describeShare,
  'ServiceEntry:spec.ports[].protocol': ({ node }) => describeProtocol(node.text),
  'listenerPort:protocol': ({ node }) => describeProtocol(node.text),
  'Gateway:spec.servers[].port.protocol': ({ node, nodes }) => describeServerProtocol(node.text, tlsModeOf(nodes)),
  'Service:spec.ports[].appProtocol': ({ node }) => describeAppProtocol(node.text),
  'Service:spec.ports[].name': describeServicePort,
  'VirtualService:spec.http[].route[].weight': (place) =>
    withNumber(place, (weight, list) => describeRouteWeight(weight, list, 'requests')),
  'VirtualService:spec.tcp[].route[].weight': (place) =>
    withNumber(place, (weight, list) => describeRouteWeight(weight, list, 'connections')),
  'VirtualService:spec.tls[].route[].weight': (place) =>
    withNumber(place, (weight, list) => describeRouteWeight(weight, list, 'connections')),
  'HTTPRoute:spec.rules[].backendRefs[].weight': (place) => withNumber(place, describeBackendWeight),
  'endpoint:weight': (place) => withNumber(place, describeEndpointWeight),
  'percentage:value': (place) => withNumber(place, describePercentage),
  'Telemetry:spec.tracing[].randomSamplingPercentage': (place) => withNumber(place, describePercentage),
};

/** Markdown, beginning with what is written; `undefined` where there is no more to say than what the field is. */
export function describeValue(field: SchemaField, place: WrittenPlace): string | undefined {
  const { structure, path } = field.node;
  const key = `${structure}:${path}`;
  // A free key may itself be a value.
  if (place.part === 'key' && !path.endsWith('*')) return undefined;
  const describe = Object.hasOwn(DESCRIBE, key) ? DESCRIBE[key] : undefined;
  const described = describe
    ? describe(place)
    : place.part === 'value'
      ? describeDuration(field.node, place.node.text)
      : undefined;
  return described === undefined ? undefined : `${code(place.node.text)}: ${described}`;
}

function describeExport(text: string): string | undefined {
  if (text === '.') return t('The namespace of this resource.');
  if (text === '*') return t('Every namespace.');
  return text === '~' ? t('No namespace: nobody sees it.') : undefined;
}

/** A key of `to`, or the percentage behind it. */
function describeShare({ node, part, nodes }: WrittenPlace): string | undefined {
  if (part === 'key') return describeShareOf(node.text, undefined);
  const pair = mapAround(nodes)?.pairs.find(({ value }) => value === node);
  const key = dereference(pair?.key);
  const percent = scalarValue(node);
  if (key?.kind !== 'scalar' || typeof percent !== 'number') return undefined;
  return describeShareOf(key.text, percent);
}

function describeServicePort({ node, nodes }: WrittenPlace): string | undefined {
  const port = mapAround(nodes);
  if (!port || mapValue(port, 'appProtocol')) return undefined;
  const transport = stringValue(mapValue(port, 'protocol')) ?? 'TCP';
  const number = dereference(mapValue(port, 'port'));
  const value = number?.kind === 'scalar' ? scalarValue(number) : undefined;
  return transport === 'TCP' ? describePortName(node.text, typeof value === 'number' ? value : undefined) : undefined;
}

/** `tls.mode` beside the port whose protocol is described. */
function tlsModeOf(nodes: readonly YamlNode[]): string | undefined {
  const server = nodes[2];
  const tls = server?.kind === 'map' ? dereference(mapValue(server, 'tls')) : undefined;
  return tls?.kind === 'map' ? stringValue(mapValue(tls, 'mode')) : undefined;
}

/** The number that is written, with the list whose item it belongs to. */
function withNumber(
  { node, nodes }: WrittenPlace,
  describe: (value: number, list: SeqNode | undefined) => string | undefined,
): string | undefined {
  const value = scalarValue(node);
  const list = nodes[2];
  return typeof value === 'number' && value >= 0 ? describe(value, list?.kind === 'seq' ? list : undefined) : undefined;
}

function mapAround(nodes: readonly YamlNode[]): MapNode | undefined {
  const map = nodes[1];
  return map?.kind === 'map' ? map : undefined;
}
