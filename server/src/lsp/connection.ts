/** The server: registers every request and notification, translates, calls, translates back; nothing else. */
import { ErrorCodes, type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import type { InitializeParams, InitializeResult } from 'vscode-languageserver';
import { setL10nBundle } from '../l10n.ts';
import { clientSupport, serverCapabilities } from './capabilities.ts';
import { toInitializationOptions } from './from-lsp.ts';
import { Guard } from './guard.ts';
import type { ServerHost } from './host.ts';
import { Log } from './log.ts';
import { registerFeatures } from './register-features.ts';
import { Rpc } from './rpc.ts';
import { Session } from './session.ts';

type Phase = 'new' | 'initialized' | 'shutdown';

/**
 * Serves one client over `connection` until it says `exit` or goes away; then calls `host.exit`. Returns how to say that
 * the client is gone, for channels on which the library does not notice it.
 */
export function startServer(connection: MessageConnection, host: ServerHost): () => void {
  let phase: Phase = 'new';
  let session: Session | undefined;
  let hasEnded = false;
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    session?.dispose();
    session = undefined;
    host.exit(phase === 'shutdown' ? 0 : 1);
  };
  const rpc = new Rpc(connection, {
    onProblem: (message) => log.warn(message),
    onClose: end,
    refusal: (method) => refusal(method, phase),
  });
  const log = new Log(rpc);
  const guard = new Guard(log);

  rpc.onRequest('initialize', (params): InitializeResult => {
    const initialize = (params ?? {}) as InitializeParams;
    const options = toInitializationOptions(initialize);
    if (options.l10nBundle) setL10nBundle(options.l10nBundle);
    if (typeof initialize.processId === 'number') host.watchClient?.(initialize.processId);
    const support = clientSupport(initialize.capabilities ?? {}, options);
    session = new Session(rpc, log, host, initialize, support, options);
    registerFeatures(rpc, guard, session);
    phase = 'initialized';
    return {
      capabilities: serverCapabilities(support),
      serverInfo: { name: 'istio-workloads', ...(host.version && { version: host.version() }) },
    };
  });
  rpc.onNotification(
    'initialized',
    guard.notification('initialized', () => session?.start()),
  );
  rpc.onRequest(
    'shutdown',
    guard.request('shutdown', () => {
      phase = 'shutdown';
      session?.dispose();
      return null;
    }),
  );
  rpc.onNotification('exit', end);
  rpc.listen();
  return end;
}

/** What the protocol's life cycle does not allow just now. */
function refusal(method: string, phase: Phase): ResponseError | undefined {
  if (method === 'exit') return undefined;
  if (phase === 'new' && method !== 'initialize') {
    return new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request has to be initialize.');
  }
  if (phase !== 'new' && method === 'initialize') {
    return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
  }
  if (phase === 'shutdown') return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shutting down.');
  return undefined;
}
