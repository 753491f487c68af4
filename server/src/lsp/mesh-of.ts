import type { Engine } from '../engine.ts';
import type { MeshFile, MeshFileRole, MeshOfResult } from '../protocol.ts';
import type { IndexedFile } from '../workspace/indexed-file.ts';

/** Which files take part in the answers for the file at `uri`, and which do not; `null` for an unknown file. */
export function meshOf(engine: Engine, uri: string): MeshOfResult | null {
  const viewer = engine.file(uri);
  const mesh = engine.meshOf(uri);
  if (!viewer || !mesh) return null;
  const files: MeshFile[] = [];
  for (const file of mesh.files.values()) {
    const resources = engine.entriesOf(file.uri).length;
    if (resources === 0 && file !== viewer) continue;
    files.push({ uri: file.uri, role: roleOf(file, viewer, mesh.sees(viewer, file, undefined)), resources });
  }
  files.sort((left, right) => (left.uri < right.uri ? -1 : 1));
  return { name: viewer.place.meshes[0] ?? lastName(mesh.rootUri), files };
}

function roleOf(file: IndexedFile, viewer: IndexedFile, isSeen: boolean): MeshFileRole {
  if (file === viewer) return 'open';
  if (isSeen) return 'shared';
  // Where settings name meshes, it is they that keep files apart.
  return viewer.place.meshes.length > 0 || file.place.meshes.length > 0 ? 'excluded' : 'alternative';
}

function lastName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
