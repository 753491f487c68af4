/**
 * One file, several spellings: clients differ in what they percent-escape and how they write a drive letter. The engine
 * knows each file by one URI; this remembers which. A client that opened a file is answered in its own spelling.
 */
export class UriNames {
  readonly #byCanonical = new Map<string, string>();

  /** The URI by which the file is known, else the one given. */
  known(uri: string): string {
    return this.#byCanonical.get(canonicalUri(uri)) ?? uri;
  }

  /** From now on the file is known by this spelling; returns the one it had if that is another. */
  adopt(uri: string): string | undefined {
    const canonical = canonicalUri(uri);
    const before = this.#byCanonical.get(canonical);
    this.#byCanonical.set(canonical, uri);
    return before === uri ? undefined : before;
  }

  forget(uri: string): void {
    this.#byCanonical.delete(canonicalUri(uri));
  }
}

/** A form that all spellings of one URI share; for comparison only. */
export function canonicalUri(uri: string): string {
  let decoded = uri;
  if (uri.includes('%')) {
    try {
      decoded = decodeURIComponent(uri);
    } catch {
      // Not well-formed escapes: the spelling itself has to do.
    }
  }
  return decoded.replace(/^file:\/\/\/([A-Z]):/, (_, drive: string) => `file:///${drive.toLowerCase()}:`);
}

/** A path below a folder, with slashes, escaped as VS Code writes URIs. */
export function encodePath(path: string): string {
  if (/^[\w./~-]*$/.test(path)) return path;
  return path
    .split('/')
    .map((name) =>
      encodeURIComponent(name).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}
