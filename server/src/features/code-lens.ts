import type { CodeLens, Command } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { isWorkload } from '../model/resource.ts';
import { PREVIEW_REGISTRATION_COMMAND, SHOW_REFERENCES_COMMAND } from '../protocol.ts';
import { certainlySelectsNothing } from '../simulation/empty-selection.ts';
import { isSelecting, type SelectingEntry, selectorsOf } from '../simulation/selection.ts';
import { type SelectionEndpoints, selectionEndpoints } from '../simulation/selection-endpoints.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { countByKind } from './describe-resource.ts';
import { endpointCount } from './endpoint-texts.ts';

/** More names than this are counted instead. */
const MAX_NAMES = 2;
/** A lens is sent again after each change of its file, so it does not carry every place of a whole fleet. */
const MAX_LOCATIONS = 1_000;

export interface CodeLensOptions {
  /** Whether the client has the command that a WorkloadGroup's second lens carries. */
  readonly previewsRegistration?: boolean;
}

/**
 * At most one lens a resource, at its `kind`: what a selector selects, and who selects a workload. Complete with the
 * command `SHOW_REFERENCES_COMMAND` (URI, position, locations); one with nowhere to go has the empty command. A
 * WorkloadGroup has a second one, which shows what a machine that registers would become.
 */
export function provideCodeLenses(
  engine: Engine,
  uri: string,
  { previewsRegistration = false }: CodeLensOptions = {},
): CodeLens[] {
  const view = engine.viewOf(uri);
  if (!view) return [];
  return engine.entriesOf(uri).flatMap((entry): CodeLens[] => {
    const command = isSelecting(entry) ? selectorLens(engine, view, entry) : workloadLens(engine, view, entry);
    const preview = previewsRegistration ? registrationLens(engine, entry) : undefined;
    const { range } = engine.locate(entry, entry.resource.kindNode);
    return [command, preview].flatMap((each) => (each ? [{ range, command: each }] : []));
  });
}

function registrationLens(engine: Engine, entry: ResourceEntry): Command | undefined {
  const { kind, name } = entry.resource;
  if (kind !== 'WorkloadGroup' || name === '') return undefined;
  const { uri, range } = engine.locate(entry, entry.resource.kindNode);
  return {
    title: t('Preview registered entry'),
    command: PREVIEW_REGISTRATION_COMMAND,
    arguments: [uri, name, range.start.line],
  };
}

function selectorLens(engine: Engine, view: MeshView, entry: SelectingEntry): Command | undefined {
  const selection = selectionEndpoints(view, entry);
  if (!selection) return undefined;
  const { workloads } = selection;
  if (workloads.length === 0) {
    return certainlySelectsNothing(view, entry) ? { title: t('selects nothing'), command: '' } : undefined;
  }
  return showing(
    engine,
    titleOf(selection),
    entry,
    workloads.map((workload) => [workload, nameOf(workload)] as const),
  );
}

/** `2 WorkloadEntries, 1 Deployment · 3 endpoints`. */
function titleOf({ workloads, count }: SelectionEndpoints): string {
  const kinds = countByKind(workloads);
  if (count === undefined) return kinds;
  // Machines that register later are no endpoints yet, which is as it should be.
  const isWaiting = workloads.every(({ resource }) => resource.kind === 'WorkloadGroup');
  return isWaiting ? kinds : t('{0} · {1}', kinds, endpointCount(count));
}

function workloadLens(engine: Engine, view: MeshView, entry: ResourceEntry): Command | undefined {
  if (!isWorkload(entry.resource)) return undefined;
  const selectors = selectorsOf(view, entry);
  if (selectors.length === 0) return undefined;
  const places = selectors.map((selecting) => [selecting, selecting.resource.selector.keyNode] as const);
  return showing(engine, selectedBy(selectors), entry, places);
}

function selectedBy(selectors: readonly SelectingEntry[]): string {
  const [first, second] = selectors.map((selecting) => selecting.resource.name);
  if (selectors.length > MAX_NAMES || first === undefined) return t('selected by {0} services', selectors.length);
  return second === undefined ? t('selected by {0}', first) : t('selected by {0} and {1}', first, second);
}

function showing(
  engine: Engine,
  title: string,
  entry: ResourceEntry,
  places: readonly (readonly [ResourceEntry, RelativeRange])[],
): Command {
  const { uri, range } = engine.locate(entry, entry.resource.kindNode);
  const locations = places.slice(0, MAX_LOCATIONS).map(([target, node]) => engine.locate(target, node));
  return { title, command: SHOW_REFERENCES_COMMAND, arguments: [uri, range.start, locations] };
}

function nameOf({ resource }: ResourceEntry): RelativeRange {
  return resource.nameNode ?? resource.kindNode;
}
