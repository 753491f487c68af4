/** What is true in the mesh of the field at a position: said before what the field is. */
import type { Engine, Spot } from '../engine.ts';
import { isWorkload } from '../model/resource.ts';
import { type JsonMap, mapAt, mapsAt, numberAt, textAt, toJson } from '../simulation/json-value.ts';
import type { WorkloadEntryOf } from '../simulation/selection.ts';
import { nodeAt, type PathStep } from '../yaml/node-at.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { describeDestination } from './hover-destination.ts';
import { describeOwnLocality, describeOwnPort, describeOwnWeight } from './hover-endpoint.ts';
import { describeHost, describePort } from './hover-service.ts';

/** A field of a resource, and where it stands. */
interface FieldSpot extends Spot {
  readonly entry: NonNullable<Spot['entry']>;
  readonly path: readonly PathStep[];
  readonly range: RelativeRange;
}

type Describe = (engine: Engine, spot: FieldSpot) => string | undefined;

const DESTINATION =
  /^spec (http|tls|tcp) \d+ (?:route \d+|mirror|mirrors \d+)(?: destination)?(?: (?:host|subset|port(?: number)?))?$/;

/** By kind and path; the first that fits. */
const DESCRIBE: readonly (readonly [kind: string, path: RegExp, describe: Describe])[] = [
  [
    'ServiceEntry',
    /^spec hosts(?: \d+)?$/,
    (engine, { view, entry, path }) => describeHost(engine, view, entry, indexIn(path)),
  ],
  ['ServiceEntry', /^spec ports \d+ (?:number|name|targetPort)$/, describePortAt],
  ['Service', /^spec ports \d+ (?:port|name|targetPort)$/, describePortAt],
  [
    'WorkloadEntry',
    /^spec ports [^ ]+$/,
    (engine, spot) => ofWorkload(spot, (entry) => describeOwnPort(engine, spot.view, entry, String(spot.path.at(-1)))),
  ],
  [
    'WorkloadEntry',
    /^spec weight$/,
    (engine, spot) => ofWorkload(spot, (entry) => describeOwnWeight(engine, spot.view, entry)),
  ],
  [
    'WorkloadEntry',
    /^spec locality$/,
    (engine, spot) => ofWorkload(spot, (entry) => describeOwnLocality(engine, spot.view, entry)),
  ],
  ['DestinationRule', /^spec (?:host|subsets \d+ (?:name|labels(?: [^ ]+)?))$/, describeRule],
  ['VirtualService', DESTINATION, describeRoute],
];

/** Markdown; `undefined` where the mesh has nothing to say of the field. `range` is that of the key or value. */
export function describeInMesh(engine: Engine, spot: Spot, range: RelativeRange): string | undefined {
  const { entry, offset } = spot;
  if (!entry) return undefined;
  const { document, node, kind } = entry.resource;
  const view = { text: document.text, root: node, problems: document.problems, isBroken: document.isBroken };
  const { path } = nodeAt(view, offset);
  const text = path.join(' ');
  const found = DESCRIBE.find(([wanted, pattern]) => wanted === kind && pattern.test(text));
  return found?.[2](engine, { ...spot, entry, path, range });
}

/** The first index in a path; 0 where it leads to the list itself. */
function indexIn(path: readonly PathStep[]): number {
  const index = path.find((step) => typeof step === 'number');
  return typeof index === 'number' ? index : 0;
}

function describePortAt(engine: Engine, { view, entry, path }: FieldSpot): string | undefined {
  return describePort(engine, view, entry, indexIn(path));
}

function ofWorkload(
  { entry }: FieldSpot,
  describe: (entry: WorkloadEntryOf) => string | undefined,
): string | undefined {
  return isWorkload(entry.resource) ? describe(entry as WorkloadEntryOf) : undefined;
}

function describeRule(engine: Engine, spot: FieldSpot): string | undefined {
  const { view, entry, path } = spot;
  const spec = mapAt(toJson(entry.resource.node), 'spec');
  const host = textAt(spec, 'host');
  if (host === '' || host.includes('*')) return undefined;
  const subset = path[1] === 'subsets' ? textAt(mapsAt(spec, 'subsets')[indexIn(path)], 'name') : '';
  if (path[1] === 'subsets' && subset === '') return undefined;
  return describeDestination(engine, view, entry, { host, port: undefined, subset }, 'rule', isReported(spot));
}

function describeRoute(engine: Engine, spot: FieldSpot): string | undefined {
  const { view, entry, path } = spot;
  const written = destinationAt(toJson(entry.resource.node), path);
  const host = textAt(written, 'host');
  if (host === '' || host.includes('*')) return undefined;
  const number = numberAt(mapAt(written, 'port'), 'number');
  const destination = { host, port: number > 0 ? number : undefined, subset: textAt(written, 'subset') };
  return describeDestination(engine, view, entry, destination, path[1] === 'http' ? 'http' : 'tcp', isReported(spot));
}

/** The destination around a path: `mirror` is one itself, a route and an item of `mirrors` have one. */
function destinationAt(root: JsonMap, path: readonly PathStep[]): JsonMap | undefined {
  const [, kind, index, list, item] = path;
  const rule = mapsAt(mapAt(root, 'spec'), String(kind))[Number(index)];
  if (list === 'mirror') return mapAt(rule, 'mirror');
  return mapAt(mapsAt(rule, String(list))[Number(item)], 'destination');
}

/** Whether a finding at the very place says already what is wrong there: editors show both in one hover. */
function isReported({ entry, range }: FieldSpot): boolean {
  return entry.problems.some(({ place }) => place.range.start < range.end && range.start < place.range.end);
}
