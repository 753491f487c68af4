/**
 * Which files belong together: who sees whom in one mesh, and which of several variants of a resource is the nearest.
 * `server/ARCHITECTURE.md`, "Meshes and variants", gives the reasons.
 */
import ignore, { type Ignore } from 'ignore';
import { Directory, nearness } from './directory.ts';
import type { Kustomization } from './kustomization.ts';

/** One entry of the setting `istioWorkloads.meshes`. Patterns are those of `.gitignore`, relative to the folder. */
export interface MeshSetting {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** Namespace of the resources in it that name none. */
  readonly namespace?: string;
}

/** Where a file lies; computed once for each file, valid while the layout does not change. */
export interface FilePlace {
  readonly directory: Directory;
  readonly fileName: string;
  /** Names of the configured meshes it belongs to; empty where no setting names it. */
  readonly meshes: readonly string[];
  /** The kustomization folder it belongs to. */
  readonly kustomizationFolder: Directory | undefined;
  /** The namespace of resources in it that name none: from kustomize or the setting; empty if nothing says. */
  readonly defaultNamespace: string;
  /** True if kustomize changes its resources on the way to the cluster. */
  readonly isRewritten: boolean;
  /** True if kustomize uses it as a patch, so that it is no resource by itself. */
  readonly isPatch: boolean;
}

interface KustomizationFolder extends Kustomization {
  readonly directory: Directory;
  /** All kustomization folders it builds on, itself included. */
  readonly reached: ReadonlySet<Directory>;
}

/** The folders of one mesh root, its kustomizations and the settings for it. */
export class Layout {
  readonly root: Directory;
  readonly #rootPath: string;
  readonly #kustomizations = new Map<Directory, Kustomization>();
  #folders = new Map<Directory, KustomizationFolder>();
  #patchPaths = new Set<string>();
  #settings: readonly MeshSetting[] = [];
  #matchers: readonly { readonly name: string; readonly include: Ignore; readonly exclude: Ignore }[] = [];

  /** `rootUri` is the URI of the folder, without a slash at its end. */
  constructor(rootUri: string) {
    this.#rootPath = decodePath(rootUri);
    this.root = new Directory('', '', undefined);
  }

  /** The path of `uri` from the root, with slashes; a URI outside the root keeps its whole path. */
  relativePath(uri: string): string {
    const path = decodePath(uri);
    return path.startsWith(`${this.#rootPath}/`) ? path.slice(this.#rootPath.length + 1) : path.replace(/^\/+/, '');
  }

  /** Replaces the settings. Every `FilePlace` is to be asked for again. */
  configure(settings: readonly MeshSetting[]): void {
    this.#settings = settings;
    this.#matchers = settings.map((setting) => ({
      name: setting.name,
      include: ignore().add([...setting.include]),
      exclude: ignore().add([...(setting.exclude ?? [])]),
    }));
  }

  /**
   * Says what the kustomization file in the folder of `uri` holds, or with `undefined` that there is none. Returns
   * whether that is news; if so, every `FilePlace` is to be asked for again.
   */
  setKustomization(uri: string, kustomization: Kustomization | undefined): boolean {
    const { directory } = this.#locate(uri);
    if (JSON.stringify(this.#kustomizations.get(directory)) === JSON.stringify(kustomization)) return false;
    if (kustomization) this.#kustomizations.set(directory, kustomization);
    else this.#kustomizations.delete(directory);
    this.#followKustomizations();
    return true;
  }

  /** Where the file at `uri` lies. */
  place(uri: string): FilePlace {
    const { directory, fileName } = this.#locate(uri);
    const path = this.relativePath(uri);
    const meshes = this.#matchers
      .filter((matcher) => matcher.include.ignores(path) && !matcher.exclude.ignores(path))
      .map((matcher) => matcher.name);
    const folder = this.#folderOf(directory);
    const builders = folder ? [...this.#folders.values()].filter((other) => other.reached.has(folder.directory)) : [];
    return {
      directory,
      fileName,
      meshes,
      kustomizationFolder: folder?.directory,
      defaultNamespace: this.#defaultNamespace(meshes, folder, builders),
      isRewritten: builders.some((builder) => builder.rewrites),
      isPatch: this.#patchPaths.has(`/${path}`) || this.#patchPaths.has(directory.path),
    };
  }

  /**
   * True if whoever is in `viewer` meets what is in `target`. `onAsked` is called with the folders whose alternatives
   * the answer depends on.
   */
  sees(viewer: FilePlace, target: FilePlace, onAsked?: (branch: Directory) => void): boolean {
    if (viewer.directory === target.directory) return true;
    if (viewer.meshes.length > 0 || target.meshes.length > 0) {
      return viewer.meshes.some((name) => target.meshes.includes(name));
    }
    const built = this.#builtTogether(viewer.kustomizationFolder, target.kustomizationFolder);
    if (built !== undefined) return built;
    const ancestor = viewer.directory.commonAncestor(target.directory);
    const from = viewer.directory.branchUnder(ancestor);
    const to = target.directory.branchUnder(ancestor);
    if (!from || !to) return true;
    onAsked?.(from);
    return !from.isAlternativeTo(to);
  }

  /** How near `target` is to `viewer`; more is nearer. */
  nearness(viewer: FilePlace, target: FilePlace): number {
    return nearness(viewer.directory, target.directory);
  }

  /** Whether kustomize puts both into one build; `undefined` where it has no say. */
  #builtTogether(viewer: Directory | undefined, target: Directory | undefined): boolean | undefined {
    if (!viewer || !target || viewer === target) return undefined;
    const from = this.#folders.get(viewer);
    const to = this.#folders.get(target);
    if (!from || !to) return undefined;
    if (from.reached.has(target) || to.reached.has(viewer)) return true;
    // Two overlays of one base are alternatives, whether or not they define a resource of the same name.
    for (const base of from.reached) if (to.reached.has(base)) return false;
    return undefined;
  }

  #defaultNamespace(
    meshes: readonly string[],
    folder: KustomizationFolder | undefined,
    builders: readonly KustomizationFolder[],
  ): string {
    const setting = this.#settings.find((candidate) => meshes.includes(candidate.name) && candidate.namespace);
    if (setting?.namespace) return setting.namespace;
    if (folder?.namespace) return folder.namespace;
    const namespaces = new Set(builders.flatMap((builder) => builder.namespace ?? []));
    const [only] = namespaces;
    return namespaces.size === 1 && only !== undefined ? only : '';
  }

  #folderOf(directory: Directory): KustomizationFolder | undefined {
    if (this.#folders.size === 0) return undefined;
    for (let current: Directory | undefined = directory; current; current = current.parent) {
      const folder = this.#folders.get(current);
      if (folder) return folder;
    }
    return undefined;
  }

  #followKustomizations(): void {
    this.#patchPaths = new Set();
    for (const [directory, kustomization] of this.#kustomizations) {
      for (const patch of kustomization.patches) this.#patchPaths.add(resolvePath(directory.path, patch));
    }
    this.#folders = new Map();
    for (const [directory, kustomization] of this.#kustomizations) {
      const reached = new Set<Directory>();
      this.#reach(directory, reached);
      this.#folders.set(directory, { ...kustomization, directory, reached });
    }
  }

  #reach(directory: Directory, reached: Set<Directory>): void {
    const waiting = [directory];
    for (let current = waiting.pop(); current; current = waiting.pop()) {
      const kustomization = this.#kustomizations.get(current);
      if (!kustomization || reached.has(current)) continue;
      reached.add(current);
      for (const resource of kustomization.resources) {
        const target = this.#directoryAt(resolvePath(current.path, resource));
        if (target) waiting.push(target);
      }
    }
  }

  /** The folder at an absolute path of this layout, if some kustomization lies there. */
  #directoryAt(path: string): Directory | undefined {
    for (const directory of this.#kustomizations.keys()) if (directory.path === path) return directory;
    return undefined;
  }

  #locate(uri: string): { readonly directory: Directory; readonly fileName: string } {
    const names = this.relativePath(uri).split('/');
    const fileName = names.pop() ?? '';
    let directory = this.root;
    for (const name of names) directory = directory.child(name);
    return { directory, fileName };
  }
}

/** `relative` from the folder `base`, both with slashes; `..` above the root stays at the root. */
function resolvePath(base: string, relative: string): string {
  const names = base.split('/').filter((name) => name !== '');
  for (const name of relative.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.map((name) => `/${name}`).join('');
}

/** The path of a URI with its percent-escapes read, which different clients write differently. */
function decodePath(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, '').replace(/\/+$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
