/** Runs the bundled command line as users do: as a process, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const CLI = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment without what decides about colours and places. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, GITHUB_WORKSPACE, NODE_OPTIONS, ...rest } = process.env;
  return { ...rest, ...extra };
}

export function runCli(args: readonly string[], options: RunOptions = {}): Outcome {
  const result = spawnSync(process.execPath, [CLI, ...args], {
    cwd: options.cwd ?? tmpdir(),
    input: options.input ?? '',
    env: plainEnvironment(options.env),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** A folder with these files (paths with slashes, and their content), gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'istio-workloads-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A ServiceEntry that selects `app: <app>`. */
export function serviceEntry(app: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se, namespace: default}
spec:
  hosts: [whoami.internal.com]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  workloadSelector:
    labels:
      app: ${app}
`;
}

/** A WorkloadEntry with `app: whoami`. */
export const WORKLOAD_ENTRY = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we, namespace: default}
spec:
  address: 192.168.0.10
  labels: {app: whoami}
`;

/** Refused by every YAML reader, in its fifth line. */
export const BROKEN = `apiVersion: v1
kind: Service
metadata:
  name: broken
 bad: 1
`;
