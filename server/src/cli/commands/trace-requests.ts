/** The work of `trace`: read, follow each request, print. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../l10n.ts';
import type { MeshIndex } from '../../simulation/mesh/mesh-index.ts';
import type { MeshRequest, TraceAnswer } from '../../simulation/routes/request.ts';
import { traceRequest } from '../../simulation/routes/trace.ts';
import { CommandError, type ExitCode, PROGRAM } from '../command.ts';
import { decodeText } from '../decode-text.ts';
import { STANDARD_INPUT } from '../inputs.ts';
import { stats } from '../read-files.ts';
import { readRequest, readRequests } from '../request-json.ts';
import { requestOfUrl } from '../request-url.ts';
import { type SimulatedMesh, simulateMesh } from '../simulated-mesh.ts';
import type { Terminal } from '../terminal.ts';
import type { TraceOptions } from './trace.ts';

/** What both formats print. */
export interface TraceReport extends Pick<SimulatedMesh, 'mesh' | 'places' | 'assumptions'> {
  readonly traces: readonly { readonly request: MeshRequest; readonly answer: TraceAnswer }[];
  readonly isQuiet: boolean;
}

/** Prints where each request goes. */
export async function traceRequests(options: TraceOptions, terminal: Terminal): Promise<ExitCode> {
  const startedAt = performance.now();
  requireSomething(options);
  const written = await readWritten(options, terminal);
  const { mesh, places, assumptions, counts, readMs } = await simulateMesh(options.paths, options.isQuiet, terminal);
  const { requests, assumptions: ofUrls } = readUrls(options, mesh);
  const report: TraceReport = {
    mesh,
    places,
    assumptions: [...new Set([...ofUrls, ...assumptions])],
    traces: [...requests, ...written].map((request) => ({ request, answer: traceRequest(mesh, request) })),
    isQuiet: options.isQuiet,
  };
  if (options.format === 'json') (await import('../formats/trace-json.ts')).printTraceJson(report, terminal);
  else (await import('../formats/trace-text.ts')).printTraceText(report, terminal);
  if (options.wantsStats) terminal.note(stats(counts, readMs, performance.now() - startedAt));
  return 0;
}

function requireSomething({ urls, requests, requestsFile, from, headers, labels, paths }: TraceOptions): void {
  if (urls.length === 0) {
    const unused = from !== undefined ? '--from' : headers.length > 0 ? '--header' : labels.length > 0 ? '--label' : '';
    if (unused !== '') throw new CommandError(t('{0} is about a URL; add one, as in {1}', unused, example(from)));
    if (requests.length === 0 && requestsFile === undefined) {
      throw new CommandError(t('nothing to follow; write for example "{0}"', `${PROGRAM} trace ${example(undefined)}`));
    }
  }
  if (requestsFile === STANDARD_INPUT && paths.includes(STANDARD_INPUT)) {
    throw new CommandError(t('standard input cannot be both the files and the requests; write one of them to a file'));
  }
}

function example(from: string | undefined): string {
  return `--from ${from ?? 'default'} http://whoami.internal.com/`;
}

/** The requests that are written as JSON. */
async function readWritten(
  { requests, requestsFile }: TraceOptions,
  terminal: Terminal,
): Promise<readonly MeshRequest[]> {
  const own = requests.map((text) => readRequest(text, '--request'));
  if (requestsFile === undefined) return own;
  const source = requestsFile === STANDARD_INPUT ? '--requests -' : requestsFile;
  const content = decodeText(
    requestsFile === STANDARD_INPUT ? await terminal.readStandardInput() : readBytes(requestsFile, terminal.cwd),
  );
  if (!('text' in content)) throw new CommandError(`${source} ${content.error}`);
  return [...own, ...readRequests(content.text, source)];
}

function readBytes(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(path.resolve(cwd, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'ENOENT'
        ? t('"{0}" does not exist; check the path', file)
        : t('"{0}" cannot be read ({1}); check that it is a file and may be read', file, String(code)),
    );
  }
}

function readUrls({ urls, from, labels, headers }: TraceOptions, mesh: MeshIndex) {
  const found = urls.map((url) => requestOfUrl(mesh, url, { from, labels, headers }));
  return {
    requests: found.map(({ request }) => request),
    assumptions: found.flatMap(({ assumptions }) => assumptions),
  };
}
