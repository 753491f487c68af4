/** What a kustomization says about the files it builds from: enough to tell patches from resources and bases from overlays. */
import { mapAt, mapsAt, seqAt, stringAt, stringsAt } from '../model/decode/fields.ts';
import { groupOf } from '../model/kinds.ts';
import { dereference } from '../yaml/node-access.ts';
import type { YamlDocument } from '../yaml/nodes.ts';

/** The file names that kustomize looks for. */
const FILE_NAMES: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

export interface Kustomization {
  /** Paths of files and folders it takes resources from, relative to its folder, as written. */
  readonly resources: readonly string[];
  /** Paths of files that hold patches or other material that is no resource by itself. */
  readonly patches: readonly string[];
  /** The namespace it gives to all its resources. */
  readonly namespace: string | undefined;
  /** True if it changes what its resources say beyond their namespace: patches, labels, names, generators. */
  readonly rewrites: boolean;
}

/** Fields whose presence means that resources reach the cluster with other labels, names or specs than the files say. */
const REWRITING = [
  'commonLabels',
  'labels',
  'namePrefix',
  'nameSuffix',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'vars',
  'transformers',
  'components',
  'helmCharts',
  'generators',
];

/** True for the file names that kustomize reads. */
export function isKustomizationFile(fileName: string): boolean {
  return FILE_NAMES.has(fileName);
}

/** Reads a kustomization file's document; `undefined` if it is something else. */
export function decodeKustomization(document: YamlDocument): Kustomization | undefined {
  const root = dereference(document.root);
  if (root?.kind !== 'map') return undefined;
  const apiVersion = stringAt(root, 'apiVersion')?.value;
  if (apiVersion !== undefined && groupOf(apiVersion) !== 'kustomize.config.k8s.io') return undefined;
  const values = (key: string): string[] => stringsAt(root, key).map((item) => item.value);
  const paths = (key: string): string[] => mapsAt(root, key).flatMap((item) => stringAt(item, 'path')?.value ?? []);
  return {
    resources: [...values('resources'), ...values('bases'), ...values('components')],
    patches: [
      ...values('patchesStrategicMerge'),
      ...paths('patches'),
      ...paths('patchesJson6902'),
      ...paths('replacements'),
      ...values('transformers'),
      ...values('generators'),
      ...values('configurations'),
      ...values('crds'),
    ],
    namespace: stringAt(root, 'namespace')?.value,
    rewrites: REWRITING.some((key) => (seqAt(root, key)?.items.length ?? 0) > 0 || isFilled(root, key)),
  };
}

function isFilled(root: Parameters<typeof mapAt>[0], key: string): boolean {
  return mapAt(root, key) !== undefined || stringAt(root, key) !== undefined;
}
