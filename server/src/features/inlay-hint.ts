/** Hints behind what is written: what it comes to in the mesh, where that is not what it says. */
import type { InlayHint } from 'vscode-languageserver-types';
import type { Engine, Range } from '../engine.ts';
import { t } from '../l10n.ts';
import { isWorkload } from '../model/resource.ts';
import { type JsonMap, type JsonPath, mapAt, mapsAt, numberAt, rangeAt, toJson } from '../simulation/json-value.ts';
import { membershipsOf, prioritiesIn, shareIn } from '../simulation/memberships.ts';
import { isSelecting, type SelectingEntry, selectedWorkloads, type WorkloadEntryOf } from '../simulation/selection.ts';
import { serviceAnswers, shownLocality } from '../simulation/service-answer.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { percentOf, portCounts } from './endpoint-texts.ts';

/** More in a hint would be a text to read. */
const MAX_PARTS = 3;

/** A hint, and the text behind which it stands. */
interface Hint {
  readonly range: RelativeRange;
  readonly label: string;
}

/**
 * The hints for the part of a file that `range` covers, or for all of it, in the order of the text. Only what is not plain from the
 * text has one.
 */
export function provideInlayHints(engine: Engine, uri: string, range?: Range): InlayHint[] {
  const view = engine.viewOf(uri);
  if (!view) return [];
  return engine
    .entriesOf(uri)
    .filter((entry) => !range || touches(engine.locate(entry, entry.resource.node).range, range))
    .flatMap((entry) =>
      hintsOf(view, entry).map(({ range: text, label }): InlayHint => {
        const position = engine.locate(entry, text).range.end;
        return { position, label, paddingLeft: true };
      }),
    )
    .filter(({ position }) => !range || (position.line >= range.start.line && position.line <= range.end.line))
    .sort(
      (left, right) => left.position.line - right.position.line || left.position.character - right.position.character,
    );
}

function touches(own: Range, wanted: Range): boolean {
  return own.start.line <= wanted.end.line && own.end.line >= wanted.start.line;
}

function hintsOf(view: MeshView, entry: ResourceEntry): Hint[] {
  const { resource } = entry;
  switch (resource.kind) {
    case 'ServiceEntry':
      return [...selectorHints(view, entry), ...portHints(view, entry), ...inlineWeightHints(view, entry)];
    case 'Service':
      return [...selectorHints(view, entry), ...portHints(view, entry)];
    case 'WorkloadEntry':
      return isWorkload(resource) ? workloadHints(view, entry as WorkloadEntryOf) : [];
    case 'VirtualService':
      return routeHints(entry);
    default:
      return [];
  }
}

/** `3 selected`, behind the last label. */
function selectorHints(view: MeshView, entry: ResourceEntry): Hint[] {
  if (!isSelecting(entry)) return [];
  const last = lastLabel(entry);
  const count = selectedWorkloads(view, entry)?.length ?? 0;
  return last && count > 0 ? [{ range: last, label: t('{0} selected', count) }] : [];
}

function lastLabel({ resource }: SelectingEntry): RelativeRange | undefined {
  const { pairs } = resource.selector.labels;
  return pairs.reduce<RelativeRange | undefined>(
    (last, { valueNode }) => (last === undefined || valueNode.end > last.end ? valueNode : last),
    undefined,
  );
}

/** `→ 8888 on 2, 8091 on 1`, where endpoints are called on other ports than the service says. */
function portHints(view: MeshView, entry: ResourceEntry): Hint[] {
  const { resource } = entry;
  if (resource.kind !== 'ServiceEntry' && resource.kind !== 'Service') return [];
  if (resource.ports.length === 0) return [];
  return serviceAnswers(view, entry).answers.flatMap(({ members }, index): Hint[] => {
    const written = resource.ports[index];
    const place = written?.targetPort ?? written?.number;
    if (!place) return [];
    const counts = portCounts(members.map(({ endpoint }) => endpoint)).filter(({ port }) => port > 0);
    if (counts.every(({ port }) => port === place.value)) return [];
    const [only, ...others] = counts;
    const shown = counts.slice(0, MAX_PARTS).map(({ port, count }) => t('{0} on {1}', port, count));
    const label =
      only && others.length === 0
        ? t('→ {0}', only.port)
        : t('→ {0}', [...shown, ...(counts.length > MAX_PARTS ? ['…'] : [])].join(', '));
    return [{ range: place.node, label }];
  });
}

/** The shares of the endpoints that a ServiceEntry lists itself. */
function inlineWeightHints(view: MeshView, entry: ResourceEntry): Hint[] {
  const spec = mapAt(toJson(entry.resource.node), 'spec');
  const written = mapsAt(spec, 'endpoints');
  if (!written.some((endpoint) => 'weight' in endpoint)) return [];
  const [answer] = serviceAnswers(view, entry).answers;
  if (!answer || answer.dependsOnClient || answer.members.length < 2) return [];
  const shares = new Map<number, number>();
  for (const { endpoint, share } of answer.members) {
    const index = endpoint.instance.object.entry === entry ? endpoint.instance.path[2] : undefined;
    if (typeof index === 'number') shares.set(index, (shares.get(index) ?? 0) + share);
  }
  return [...shares].flatMap(([index, share]) =>
    numberAt(written[index], 'weight') > 0
      ? [hintAt(entry, ['spec', 'endpoints', index, 'weight'], percentOf(share))]
      : [],
  );
}

function hintAt({ resource }: ResourceEntry, path: JsonPath, label: string): Hint {
  return { range: rangeAt(resource.node, path), label };
}

function workloadHints(view: MeshView, entry: WorkloadEntryOf): Hint[] {
  const { resource } = entry;
  if (resource.kind !== 'WorkloadEntry' || (!resource.weight && !resource.locality)) return [];
  const memberships = membershipsOf(view, entry);
  const hints: Hint[] = [];
  if (resource.weight) {
    const shares = memberships.flatMap((membership) => {
      const share = shareIn(membership);
      const isAlone = membership.answer.members.length === membership.own.length;
      return share === undefined || isAlone
        ? []
        : [{ text: percentOf(share), name: membership.selecting.resource.name }];
    });
    const label = byService(shares);
    if (label !== undefined) hints.push({ range: resource.weight.node, label });
  }
  if (resource.locality) {
    const own = shownLocality(resource.locality.value);
    const priorities = memberships.flatMap((membership) => {
      const found = prioritiesIn(membership) ?? [];
      const text = found.map(({ from, priority }) => t('{0} from {1}', priority, different(from, own))).join(', ');
      return text === '' ? [] : [{ text, name: membership.selecting.resource.name }];
    });
    const label = byService(priorities);
    if (label !== undefined) hints.push({ range: resource.locality.node, label: t('priority {0}', label) });
  }
  return hints;
}

/** What holds for all services once, else for each with its name. */
function byService(facts: readonly { readonly text: string; readonly name: string }[]): string | undefined {
  const [first] = facts;
  if (!first) return undefined;
  if (facts.every(({ text }) => text === first.text)) return first.text;
  const shown = facts.slice(0, MAX_PARTS).map(({ text, name }) => t('{0} of {1}', text, name));
  return [...shown, ...(facts.length > MAX_PARTS ? ['…'] : [])].join(', ');
}

/** `az-1` for `us/us-east-1/az-1` beside `us/us-east-1/az-2`: what of a locality differs from another. */
function different(locality: string, other: string): string {
  const parts = locality.split('/');
  const others = other.split('/');
  let same = 0;
  while (same < parts.length - 1 && parts[same] === others[same]) same += 1;
  return parts.slice(same).join('/');
}

/** The shares of weights that do not sum up to 100. */
function routeHints(entry: ResourceEntry): Hint[] {
  const spec = mapAt(toJson(entry.resource.node), 'spec');
  return ['http', 'tcp', 'tls'].flatMap((kind) =>
    mapsAt(spec, kind).flatMap((rule, index) => routeWeights(entry, rule, ['spec', kind, index, 'route'])),
  );
}

function routeWeights(entry: ResourceEntry, rule: JsonMap, path: JsonPath): Hint[] {
  const routes = mapsAt(rule, 'route');
  const weights = routes.map((route) => Math.max(0, numberAt(route, 'weight')));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (routes.length < 2 || total === 0 || total === 100) return [];
  return weights.flatMap((weight, index) =>
    'weight' in (routes[index] ?? {}) ? [hintAt(entry, [...path, index, 'weight'], percentOf(weight / total))] : [],
  );
}
