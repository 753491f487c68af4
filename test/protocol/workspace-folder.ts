/** A folder on disk for one test. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

export class WorkspaceFolder {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), 'istio-workloads-')));
  readonly uri = pathToFileURL(this.path).href;

  /** Makes a folder with these files, by paths below it; it goes when the test is over. */
  static create(files: Readonly<Record<string, string | Uint8Array>> = {}): WorkspaceFolder {
    const folder = new WorkspaceFolder();
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    onTestFinished(() => rmSync(folder.path, { recursive: true, force: true }));
    return folder;
  }

  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(name: string): void {
    rmSync(path.join(this.path, name), { recursive: true });
  }

  uriOf(name: string): string {
    return `${this.uri}/${name}`;
  }
}
