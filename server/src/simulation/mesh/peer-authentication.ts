/** Which mutual TLS mode a server asks for (D4.11). */
import { hasLabels, type JsonMap, type JsonPath, type LabelMap, labelsAt, mapAt, textAt } from '../json-value.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';

export type MtlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** The mode for a workload of `namespace` with these labels, at the port that it listens on. */
export function mtlsMode(mesh: MeshIndex, namespace: string, labels: LabelMap, port: number): MtlsMode {
  return mtlsDecision(mesh, namespace, labels, port)?.mode ?? 'PERMISSIVE';
}

export interface MtlsDecision {
  readonly mode: MtlsMode;
  readonly object: MeshObject;
  /** Of the `mode`. */
  readonly path: JsonPath;
}

/** What decides the mode; `undefined` where no PeerAuthentication does, which reads as permissive. */
export function mtlsDecision(
  mesh: MeshIndex,
  namespace: string,
  labels: LabelMap,
  port: number,
): MtlsDecision | undefined {
  const own = mesh.inNamespace('PeerAuthentication', namespace);
  const { rootNamespace } = mesh.settings;
  const selecting = own.find((object) => {
    const selector = selectorOf(object);
    return namespace !== rootNamespace && isNotEmpty(selector) && hasLabels(selector, labels);
  });
  const levels: readonly (readonly [MeshObject | undefined, JsonPath])[] = [
    [selecting, ['spec', 'portLevelMtls', String(port)]],
    [selecting, ['spec', 'mtls']],
    [own.find(isForAll), ['spec', 'mtls']],
    [mesh.inNamespace('PeerAuthentication', rootNamespace).find(isForAll), ['spec', 'mtls']],
  ];
  for (const [object, path] of levels) {
    const mode = object && modeOf(levelAt(object, path));
    if (mode) return { mode, object, path: [...path, 'mode'] };
  }
  return undefined;
}

function isForAll(object: MeshObject): boolean {
  return !isNotEmpty(selectorOf(object));
}

/** The map at a path of keys behind `spec`. */
function levelAt({ spec }: MeshObject, path: JsonPath): JsonMap | undefined {
  return path.slice(1).reduce<JsonMap | undefined>((map, key) => mapAt(map, String(key)), spec);
}

function modeOf(mtls: JsonMap | undefined): MtlsMode | undefined {
  const mode = textAt(mtls, 'mode');
  return mode === 'DISABLE' || mode === 'PERMISSIVE' || mode === 'STRICT' ? mode : undefined;
}

function selectorOf({ spec }: MeshObject): LabelMap {
  return labelsAt(mapAt(spec, 'selector'), 'matchLabels');
}

function isNotEmpty(labels: LabelMap): boolean {
  return Object.keys(labels).length > 0;
}
