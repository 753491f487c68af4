/**
 * The mesh that the simulation computes with, as a file sees it: of each resource the nearest variant, without those that are
 * refused. Made when somebody asks, and kept until a resource of the mesh changes.
 */
import type { IndexedFile } from '../workspace/indexed-file.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { DocumentSlot } from '../workspace/source-file.ts';
import { findMeshConfigs, type MeshConfigDocument } from './mesh/mesh-config.ts';
import { refusalOf } from './mesh/mesh-from-entries.ts';
import { MeshIndex } from './mesh/mesh-index.ts';
import { DEFAULT_MESH, type MeshSettings } from './mesh/mesh-settings.ts';

/** What resources say that name no namespace is never put together with what lies in a named one. */
const DEFAULT_SETTINGS: MeshSettings = { ...DEFAULT_MESH, unnamedNamespace: '' };

interface Sight {
  readonly revision: number;
  readonly entries: readonly ResourceEntry[];
  readonly settings: MeshSettings;
  /** With no wishes about variants. */
  readonly mesh: MeshIndex;
  readonly counted: ReadonlySet<ResourceEntry>;
}

/** The last state that was asked for, by the file that sees it. */
const known = new WeakMap<IndexedFile, Sight>();

/**
 * The mesh as the file of `view` sees it. Where several variants are equally near, those in `wanted` count, else the first that
 * is not refused. What is asked about, `asked`, is there even if it is refused: the answer is what it would do.
 */
export function meshInSight(
  view: MeshView,
  asked: ReadonlySet<ResourceEntry> = NOBODY,
  wanted: Iterable<ResourceEntry> = [],
): MeshIndex {
  const sight = sightOf(view);
  const wishes = new Set([...asked, ...[...wanted].filter((entry) => refusalOf(entry) === undefined)]);
  if ([...wishes].every((entry) => sight.counted.has(entry))) return sight.mesh;
  return build(sight.entries, sight.settings, asked, wishes).mesh;
}

/** A mesh of nothing but these resources, for a question that no others matter to; `asked` are there even if refused. */
export function meshOfEntries(
  entries: readonly ResourceEntry[],
  asked: ReadonlySet<ResourceEntry>,
  settings: MeshSettings = DEFAULT_SETTINGS,
): MeshIndex {
  return new MeshIndex(entries, settings, (entry) => (asked.has(entry) ? undefined : refusalOf(entry)?.message));
}

const NOBODY: ReadonlySet<ResourceEntry> = new Set();

function sightOf(view: MeshView): Sight {
  const there = known.get(view.viewer);
  const { revision } = view;
  if (there?.revision === revision) return there;
  const entries = view.entriesInSight();
  const settings = settingsInSight(view);
  const sight = { revision, entries, settings, ...build(entries, settings, NOBODY, NOBODY) };
  known.set(view.viewer, sight);
  return sight;
}

function build(
  entries: readonly ResourceEntry[],
  settings: MeshSettings,
  asked: ReadonlySet<ResourceEntry>,
  wanted: ReadonlySet<ResourceEntry>,
): Pick<Sight, 'mesh' | 'counted'> {
  const refusals = new Map<ResourceEntry, string>();
  for (const entry of entries) {
    const refusal = asked.has(entry) ? undefined : refusalOf(entry)?.message;
    if (refusal !== undefined) refusals.set(entry, refusal);
  }
  const chosen = chooseVariants(entries, (entry) => (wanted.has(entry) ? 2 : refusals.has(entry) ? 0 : 1));
  const counted = new Set(chosen.filter((entry) => !refusals.has(entry)));
  return { mesh: new MeshIndex(chosen, settings, (entry) => refusals.get(entry)), counted };
}

/** One entry of each identity, the first of those that are worth most. */
function chooseVariants(entries: readonly ResourceEntry[], worth: (entry: ResourceEntry) => number): ResourceEntry[] {
  const best = new Map<string, ResourceEntry>();
  const beaten = new Set<ResourceEntry>();
  for (const entry of entries) {
    const { identity } = entry;
    if (identity === undefined) continue;
    const other = best.get(identity);
    if (!other) best.set(identity, entry);
    else if (worth(entry) > worth(other)) {
      best.set(identity, entry);
      beaten.add(other);
    } else beaten.add(entry);
  }
  return beaten.size === 0 ? [...entries] : entries.filter((entry) => !beaten.has(entry));
}

const knownSettings = new WeakMap<IndexedFile, { readonly revision: number; readonly settings: MeshSettings }>();

/** The settings that a ConfigMap, an IstioOperator or Helm values in sight make, else Istio's defaults. */
export function settingsInSight(view: MeshView): MeshSettings {
  const { revision, viewer } = view;
  const there = knownSettings.get(viewer);
  if (there?.revision === revision) return there.settings;
  const documents = view.filesInSight((file) => settingsIn(file).length > 0).flatMap(settingsIn);
  const [first] = findMeshConfigs(documents);
  const settings = first ? { ...first.settings, unnamedNamespace: '' } : DEFAULT_SETTINGS;
  knownSettings.set(viewer, { revision, settings });
  return settings;
}

/** Slots are never changed, and the list of a file is another one after every edit, so both are looked through once. */
const settingsOfFiles = new WeakMap<readonly DocumentSlot[], readonly MeshConfigDocument[]>();
const settingsOfSlots = new WeakMap<DocumentSlot, readonly MeshConfigDocument[]>();

/** The documents of a file that say something of the mesh as a whole. */
function settingsIn({ uri, source: { slots } }: IndexedFile): readonly MeshConfigDocument[] {
  return remembered(settingsOfFiles, slots, () =>
    slots.flatMap((slot) =>
      remembered(settingsOfSlots, slot, () => {
        const { document } = slot;
        return findMeshConfigs([{ uri, document }]).map(({ source }) => source);
      }),
    ),
  );
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
