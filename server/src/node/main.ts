/** The language server as a Node process. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import {
  createMessageConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { startServer } from '../lsp/connection.ts';
import type { ServerHost } from '../lsp/host.ts';
import { localFiles } from './local-files.ts';

const HELP = `Usage: istio-workloads-language-server --stdio | --node-ipc | --socket=<port> | --pipe=<name> | --version | --help
Language server for Istio workload resources in YAML; an editor starts it and speaks to it over the given channel.`;

/** How often it is looked whether the client's process still lives; pipes of a dead client are noticed at once. */
const WATCH_INTERVAL_MS = 3000;

function main(argv: readonly string[]): void {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  if (argv.includes('--version') || argv.includes('-v')) {
    process.stdout.write(`istio-workloads-language-server ${version()}\n`);
    return;
  }
  const channel = openChannel(argv);
  if (!channel) {
    process.stderr.write(`${HELP}\n`);
    process.exitCode = 2;
    return;
  }
  const connection = createMessageConnection(...channel);
  // Nearly all that indexing makes is kept. A young generation that grows with it is copied in pauses of up to 100 ms and
  // takes 90 MB more; at its first size it pauses for a few milliseconds and costs no more time altogether.
  setFlagsFromString('--semi-space-growth-factor=1');
  // A bug in one place must not end a session with unsaved work around it; stdout belongs to the protocol.
  process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  process.on('unhandledRejection', (reason) => process.stderr.write(`${String(reason)}\n`));
  const end = startServer(connection, nodeHost());
  // A client that dies closes its end of the channel.
  process.once('disconnect', end);
  if (argv.includes('--stdio')) process.stdin.once('end', end);
}

/** The two ends that the arguments name; `undefined` if they name none. */
function openChannel(argv: readonly string[]): [MessageReader, MessageWriter] | undefined {
  if (argv.includes('--stdio'))
    return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
  if (argv.includes('--node-ipc')) {
    return process.send ? [new IPCMessageReader(process), new IPCMessageWriter(process)] : undefined;
  }
  const port = Number(argumentOf('--socket', argv));
  if (port > 0) return createServerSocketTransport(port);
  const pipe = argumentOf('--pipe', argv);
  return pipe === undefined ? undefined : createServerPipeTransport(pipe);
}

/** `--name=value` or `--name value`. */
function argumentOf(name: string, argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  if (at === -1) return undefined;
  return argv[at] === name ? argv[at + 1] : argv[at]?.slice(name.length + 1);
}

function nodeHost(): ServerHost {
  const now = (): number => performance.now();
  // An edit and the question that an editor sends right behind it take several turns of the event loop; a slice of work
  // in each of them would add up.
  const yieldToEvents = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now,
    yieldToEvents,
    localFiles: localFiles({ now, yieldToEvents }),
    version,
    exit: (code) => process.exit(code),
    watchClient: (processId) => {
      setInterval(() => {
        if (!isAlive(processId)) process.exit(1);
      }, WATCH_INTERVAL_MS).unref();
    },
  };
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of somebody else lives although it may not be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The version of the package around this program. */
function version(): string {
  // The bundle has the first; a source file that Node runs directly has the second.
  const start = typeof __dirname === 'string' ? __dirname : path.dirname(process.argv[1] ?? '.');
  for (let folder = start; ; folder = path.dirname(folder)) {
    try {
      return String(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version);
    } catch {
      if (path.dirname(folder) === folder) return '0.0.0';
    }
  }
}

main(process.argv.slice(2));
