/** A running embedded VS Code: started on a free port with folders of its own, and ended with all that it started. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureEmbeddedVsCode } from './embedded-vscode.ts';
import { type KeptProcess, startKept } from './kept-process.ts';
import { within } from './until.ts';
import { QUIET_SETTINGS } from './vscode-settings.ts';

export interface VsCodeServerOptions {
  /** Absolute; made if missing. Holds user data, logs and installed extensions of this run only. */
  readonly dataFolder: string;
  /** A .vsix to install as a person would, absolute. */
  readonly vsix?: string;
  /** User settings on top of the quiet ones every run has. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface VsCodeServer {
  readonly port: number;
  /** The address without a folder, such as `http://127.0.0.1:1234/`. */
  readonly url: string;
  /** Absolute folder of this run's logs; the extension host's are in `exthost*` below it. */
  readonly logFolder: string;
  /**
   * The address that opens a folder, or a workspace if `path` (absolute) ends in `.code-workspace`; `payload` are pairs
   * of the development payload.
   */
  urlOf(path: string, payload?: readonly (readonly [string, string])[]): string;
  /** The URI by which this server's workbench knows a file of this machine. */
  remoteUri(path: string): string;
  /** Resolves with the exit code when the process has ended, however it ended. */
  readonly ended: Promise<number>;
  /** Ends it with all that it has started. */
  stop(): Promise<number>;
}

const START_TIMEOUT_MS = 60_000;
/** Characters of its output that are kept for a message. */
const MAX_OUTPUT = 20_000;

/** Starts the embedded VS Code, installing it first if need be. Rejects with its output when it does not come up. */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const main = await ensureEmbeddedVsCode();
  const port = await freePort();
  const { dataFolder } = options;
  const userFolder = join(dataFolder, 'data', 'User');
  await mkdir(userFolder, { recursive: true });
  await writeFile(
    join(userFolder, 'settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2),
  );

  const args = [
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', dataFolder, '--extensions-dir', join(dataFolder, 'extensions')],
    ...['--enable-smoke-test-driver', '--disable-workspace-trust', '--telemetry-level', 'off'],
    ...['--disable-getting-started-override', '--disable-update-check'],
    ...(options.vsix ? ['--install-extension', options.vsix, '--start-server'] : []),
  ];
  const server = startKept(process.execPath, [main, ...args], { env: { VSCODE_NLS_CONFIG: undefined } });
  await waitUntilListening(server);
  const authority = `127.0.0.1:${port}`;
  return {
    port,
    url: `http://${authority}/`,
    logFolder: join(dataFolder, 'data', 'logs'),
    urlOf(path, payload) {
      const query = new URLSearchParams({ [path.endsWith('.code-workspace') ? 'workspace' : 'folder']: path });
      if (payload && payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${authority}/?${query}`;
    },
    remoteUri: (path) => `vscode-remote://${authority}${path}`,
    ended: server.ended,
    stop: server.stop,
  };
}

async function waitUntilListening(server: KeptProcess): Promise<void> {
  let output = '';
  server.stdout.setEncoding('utf8');
  server.stderr.setEncoding('utf8');
  const listening = new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: string) => {
      output = (output + chunk).slice(-MAX_OUTPUT);
    });
    server.stdout.on('data', (chunk: string) => {
      output = (output + chunk).slice(-MAX_OUTPUT);
      if (output.includes('Extension host agent listening on')) resolve();
    });
    void server.ended.then((code) => reject(new Error(`ended with exit code ${code}`)));
  });
  try {
    await within(START_TIMEOUT_MS, 'listening', listening);
  } catch (error) {
    await server.stop();
    throw new Error(`The embedded VS Code did not start: ${(error as Error).message}\n${output}`);
  }
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port on 127.0.0.1.'));
      });
    });
  });
}
