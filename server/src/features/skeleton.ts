/** Whole values to begin with: what a schema requires and what people write first, with the likeliest values filled in. */
import { joinPath } from '../schema/schema-node.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import { dereference, mapValue } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { entryFor, tableOf } from './by-path.ts';
import { demandedItems, demandedValue, portOf, shapeAt } from './demands.ts';
import { labelOffers } from './label-offers.ts';
import { labelPlace } from './label-place.ts';
import { keysFor } from './map-keys.ts';
import { mapAtPath, nodeAtPath, type OfferContext } from './offer-context.ts';
import { shapeOf } from './shapes.ts';
import { type Sketch, type SketchMap, type SketchScalar, sketchValue } from './sketch.ts';
import { isEmptyValue, valuesFor } from './value-offers.ts';

const MAX_DEPTH = 12;
/** More are no help while a whole is filled in. */
const MAX_CHOICES = 12;
/** An index that no list has: for what is not there yet. */
const NEW = -1;

/** The field at `path`, as far as it is a place of its own. */
interface Place {
  readonly field: SchemaField;
  readonly path: readonly PathStep[];
  /** The items beside the one that it belongs to, narrowed to the same place in them; nobody names two things alike. */
  readonly beside: readonly MapNode[];
  readonly depth: number;
  /** Values that are no choice. */
  readonly given?: Readonly<Record<string, SketchScalar>>;
}

/** Something to begin the field with; `undefined` for an object of which nothing is likelier than anything else. */
export function skeletonOf(field: SchemaField, path: readonly PathStep[], context: OfferContext): Sketch | undefined {
  return sketchOf({ field, path, beside: besideAt(path, context), depth: 0 }, context);
}

/** Another item of the list at `path`, which may not be there yet. */
export function itemSkeletonOf(
  list: SchemaField,
  path: readonly PathStep[],
  context: OfferContext,
): Sketch | undefined {
  const { items } = list.node;
  if (!items) return undefined;
  const there = nodeAtPath(context.cursor.resource, path);
  const beside = there?.kind === 'seq' ? there.items.flatMap((item) => mapOf(item) ?? []) : [];
  const field = { node: items, path: joinPath(list.path, '[]'), kind: list.kind };
  return sketchOf({ field, path: [...path, NEW], beside, depth: 0 }, context);
}

/** What the other items of the list around `path` have in the same place. */
function besideAt(path: readonly PathStep[], { cursor }: OfferContext): MapNode[] {
  const at = path.findLastIndex((step) => typeof step === 'number');
  const list = at < 0 ? undefined : nodeAtPath(cursor.resource, path.slice(0, at));
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item, index) => {
    const map = index === path[at] ? undefined : mapOf(item);
    return (map && mapAtPath(map, path.slice(at + 1))) ?? [];
  });
}

function sketchOf(place: Place, context: OfferContext): Sketch | undefined {
  const { node } = place.field;
  if (place.depth > MAX_DEPTH) return undefined;
  if (node.type === 'array') {
    const items = itemSketches(place, context);
    return items.length > 0 ? { kind: 'list', items } : undefined;
  }
  if (node.type === 'object') return objectSketch(place, context);
  return scalarSketch(place, context);
}

/** The items that others ask for, else one. */
function itemSketches({ field, path, depth }: Place, context: OfferContext): Sketch[] {
  const { items } = field.node;
  if (!items) return [];
  const item = { node: items, path: joinPath(field.path, '[]'), kind: field.kind };
  const place: Place = { field: item, path: [...path, NEW], beside: [], depth: depth + 1 };
  const demanded = demandedItems(field, context);
  if (demanded.length === 0) return [sketchOf(place, context)].filter((sketch) => sketch !== undefined);
  return demanded.flatMap(
    (given) => (typeof given === 'object' ? objectSketch({ ...place, given }, context) : sketchValue(given)) ?? [],
  );
}

function objectSketch(place: Place, context: OfferContext): SketchMap | undefined {
  const { field, path, depth } = place;
  const { node } = field;
  const labels = node.values && !context.isAlone ? labelSketch(place, context) : undefined;
  if (labels) return labels;
  const shape = node.values ? freeKeys(field, context) : shapeAt(field, path, context);
  const keys = [...shape, ...node.required.filter((name) => !shape.includes(name))];
  const port = place.given ?? portOf(field, path, place.beside, keys, context);
  const entries = keys.flatMap((key): [string, Sketch][] => {
    const child = node.properties?.get(key)?.node ?? node.values;
    if (!child) return [];
    const childPath = joinPath(field.path, node.properties?.get(key) ? key : '*');
    const beside = place.beside.flatMap((item) => mapOf(mapValue(item, key)) ?? []);
    const inner: Place = {
      field: { node: child, path: childPath, kind: field.kind },
      path: [...path, key],
      beside,
      depth: depth + 1,
    };
    const given = port?.[key];
    const value = given === undefined ? sketchOf(inner, context) : withFirst(given, inner, context);
    return value ? [[key, UNIQUE.has(key) ? notAmong(value, place.beside, key) : value]] : [];
  });
  if (entries.length > 0) {
    return { kind: 'map', entries: field.path.endsWith('subsets[]') ? calledByVersion(entries) : entries };
  }
  const free = node.isOpen && !node.properties ? shape : [];
  if (free.length > 0) {
    const inside: SchemaField = { ...field, path: joinPath(field.path, '*') };
    return { kind: 'map', entries: free.map((key) => [key, sketchValue(fallback(inside, [...path, key], context))]) };
  }
  // Inside something else an object of which nothing is known stands empty.
  return node.isOpen && !node.properties && depth > 0 ? { kind: 'map', entries: [] } : undefined;
}

/** Keys by which the items of a list are told apart. */
const UNIQUE: ReadonlySet<string> = new Set(['name', 'number', 'port', 'containerPort', 'from']);

/** The value with a choice first that no item beside has. */
function notAmong(value: Sketch, beside: readonly MapNode[], key: string): Sketch {
  if (value.kind !== 'value' || beside.length === 0) return value;
  const taken = new Set(beside.map((item) => textOf(item, key)));
  let [first] = value.choices;
  const free = value.choices.find((choice) => !taken.has(String(choice)));
  if (free === undefined) while (taken.has(String(first))) first = next(first);
  const chosen = free ?? first;
  return sketchValue(chosen, ...value.choices.filter((choice) => choice !== chosen));
}

/** 81 after 80, `v2` after `v1`, `http-2` after `http`. */
function next(value: SketchScalar): SketchScalar {
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  if (text.includes('*')) return text.replace(/^[^/]*/, (region) => `${region}-2`);
  return /\d+$/.test(text) ? text.replace(/\d+$/, (digits) => String(Number(digits) + 1)) : `${text}-2`;
}

/** The usual label, else the one that most of the workloads in question have, with the values of its key to choose from. */
function labelSketch({ field, path }: Place, context: OfferContext): SketchMap | undefined {
  const place = labelPlace(path, context);
  // Pods are called by what they belong to.
  if (!place || (place.role === 'labels' && field.path.endsWith('metadata.labels'))) return undefined;
  const offers = labelOffers(place, undefined, context);
  const usual = shapeOf(field);
  const best = offers.find(({ key }) => usual.includes(key)) ?? offers[0];
  if (!best) return undefined;
  const values = offers.filter(({ key }) => key === best.key).slice(0, MAX_CHOICES);
  const [first = '', ...others] = values.map(({ value }) => value);
  return { kind: 'map', entries: [[best.key, sketchValue(first, ...others)]] };
}

function scalarSketch({ field, path }: Place, context: OfferContext): Sketch {
  const demanded = demandedValue(field, context);
  if (demanded !== undefined) return sketchValue(demanded);
  const values = valuesFor(field, path, context).slice(0, MAX_CHOICES);
  const [first, ...others] = values.map(({ value }) => value).filter((value) => !isEmptyValue(value));
  if (first === MESH) return sketchValue(fallback(field, path, context), first, ...others);
  if (first !== undefined) return sketchValue(first, ...others);
  const own = fallback(field, path, context);
  // Without a name yet, whatever is called by it is filled in together with it.
  return { ...sketchValue(own), ...(own === DEFAULT_NAME && { link: 'name' }) };
}

/** A gateway that goes without saying where it is the only one. */
const MESH = 'mesh';
const DEFAULT_NAME = 'my-app';

/** What stands where the mesh and the tables have nothing; `{}` is the resource's own name. */
const FALLBACKS = tableOf<SketchScalar>({
  'metadata.name': '{}',
  'ServiceEntry spec.hosts[]': '{}.example.com',
  'VirtualService spec.hosts[], sniHosts[]': '{}.example.com',
  'delegate.name': '{}-routes',
  'destination.host, DestinationRule spec.host, mirror.host, egressProxy.host': '{}',
  'Gateway hosts[]': '*',
  'operation.hosts[], operation.notHosts[]': '{}.example.com',
  address: '10.0.0.1',
  'endpoints[].address': '10.0.0.1',
  'destinationSubnets[], sourceSubnet': '10.0.0.0/8',
  'serviceAccount, serviceAccountName': 'default',
  network: 'vm-network',
  locality: 'us-west/us-west-1a',
  'distribute[].from': 'us-west/*',
  'failover[].from': 'us-west',
  'failover[].to': 'us-east',
  'namespaces[], notNamespaces[], sourceNamespace, metadata.namespace, delegate.namespace': 'default',
  'principals[], notPrincipals[]': 'cluster.local/ns/default/sa/{}',
  'serviceAccounts[], notServiceAccounts[]': 'default/{}',
  'subjectAltNames[]': 'spiffe://cluster.local/ns/default/sa/{}',
  'subsets[].name, destination.subset, mirror.subset': 'v1',
  'matchLabels.app, labels.app, selector.app, sourceLabels.app': '{}',
  'subsets[].labels.*': 'v1',
  'Gateway spec.selector.*': 'ingressgateway',
  'matchLabels.*, workloadSelector.labels.*, spec.labels.*, template.labels.*, metadata.labels.*, endpoints[].labels.*':
    '{}',
  'Service spec.selector.*, sourceLabels.*': '{}',
  'credentialName, credentialNames[], caCertCredentialName': '{}-credential',
  'serverCertificate, clientCertificate': '/etc/certs/tls.crt',
  privateKey: '/etc/certs/tls.key',
  'caCertificates, verificationKey': '/etc/certs/ca.crt',
  caCrl: '/etc/certs/ca.crl',
  sni: '{}.example.com',
  targetHost: '{}.example.com',
  'authority.exact, redirect.authority, rewrite.authority': '{}.example.com',
  'gateways[]': 'istio-system/{}-gateway',
  'exec.command[]': '/bin/true',
  'httpHeaders[].name, fromHeaders[].name': 'x-request-source',
  'providers[].name, provider.name': 'my-provider',
  'targetRef.name, targetRefs[].name': 'my-gateway',
  inlineCode: 'function envoy_on_request(handle) end',
  sha256: '',
  imagePullSecret: 'registry-credential',
  'verifyCertificateSpki[], verifyCertificateHash[]': '',
  'environmentVariables.*': 'true',
  'set.*, add.*': '{}',
  'remove[]': 'x-request-source',
  'match[].headers.*.prefix, match[].headers.*.exact, withoutHeaders.*.exact, queryParams.*.prefix': 'value',
  'cluster.service': '{}',
  'cluster.name': '{}',
  'vhost.name': '{}.example.com:80',
  proxyVersion: '^1[.]31.*',
  'httpCookie.attributes[].value': 'Strict',
  'audiences[]': '{}',
  'fromCookies[]': 'session',
  'spaceDelimitedClaims[]': 'scope',
  'outlierDetectionHttpErrorCodes[]': 503,
  image: '{}:latest',
  serviceName: '{}',
  'patch.value.*': 'my-filter',
  'pluginConfig.*': 'value',
  'containers[].name': '{}',
  'containers[].command[], containers[].args[]': '--help',
  'annotations.*': 'value',
});

function fallback(field: SchemaField, path: readonly PathStep[], context: OfferContext): SketchScalar {
  const { node } = field;
  // Of a name with dots only the first part fits everywhere.
  const name = context.name.replace(/\..*$/, '') || DEFAULT_NAME;
  const written = entryFor(FALLBACKS, field);
  if (typeof written === 'string') return written.replace('{}', name);
  if (written !== undefined) return written;
  if (node.type === 'boolean') return true;
  if (node.type === 'integer' || node.type === 'number') return Math.max(1, node.limits?.minimum ?? 1);
  const key = path.findLast((step) => typeof step === 'string');
  return key === 'name' ? name : typeof key === 'string' ? key.toLowerCase() : name;
}

/** A subset is called as the version that it is. */
function calledByVersion(entries: readonly (readonly [string, Sketch])[]): readonly (readonly [string, Sketch])[] {
  const [, name] = entries.find(([key]) => key === 'name') ?? [];
  if (name?.kind !== 'value') return entries;
  const version: Sketch = { ...name, link: 'version' };
  return entries.map(([key, value]): readonly [string, Sketch] => {
    if (key === 'name') return [key, version];
    const isVersion = key === 'labels' && value.kind === 'map' && value.entries.every(([label]) => label === 'version');
    return [key, isVersion ? { kind: 'map', entries: [['version', version]] } : value];
  });
}

/** The key with which to begin a map with free keys: one that the mesh asks for goes before what is usual. */
function freeKeys(field: SchemaField, context: OfferContext): readonly string[] {
  const shape = shapeOf(field);
  const [wanted] = keysFor(field, context);
  return wanted === undefined || shape.length === 0 ? shape : [String(wanted.value)];
}

function withFirst(first: SketchScalar, { field, path }: Place, context: OfferContext): Sketch {
  const others = valuesFor(field, path, context).map(({ value }) => value);
  return sketchValue(first, ...others.filter((value) => value !== first));
}

function mapOf(node: Parameters<typeof dereference>[0]): MapNode | undefined {
  const target = dereference(node);
  return target?.kind === 'map' ? target : undefined;
}

function textOf(map: MapNode, key: string): string | undefined {
  const node = dereference(mapValue(map, key));
  return node?.kind === 'scalar' ? node.text : undefined;
}
