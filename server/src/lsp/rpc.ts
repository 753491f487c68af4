/**
 * The library's connection as this server uses it: what the protocol's life cycle does not allow is refused, and an
 * exception of a handler is told and answered instead of thrown.
 */
import {
  type CancellationToken,
  ErrorCodes,
  type MessageConnection,
  ResponseError,
  type StarRequestHandler,
} from 'vscode-jsonrpc';

/** `LSPErrorCodes.RequestCancelled`; the package that names it would add a third to the server's memory. */
const REQUEST_CANCELLED = -32800;

/** Tells a running request that nobody waits for its answer any more. */
export class Cancellation {
  readonly #token: CancellationToken;

  constructor(token: CancellationToken) {
    this.#token = token;
  }

  get isRequested(): boolean {
    return this.#token.isCancellationRequested;
  }

  /** Calls `listener` once, when the request is cancelled; returns how to take it back. */
  onRequested(listener: () => void): () => void {
    const subscription = this.#token.onCancellationRequested(listener);
    return () => subscription.dispose();
  }

  /** Throws what becomes the answer to a cancelled request. */
  throwIfRequested(): void {
    if (this.isRequested) throw new ResponseError(REQUEST_CANCELLED, 'The request was cancelled.');
  }
}

export type RequestHandler = (params: unknown, cancellation: Cancellation) => unknown;
export type NotificationHandler = (params: unknown) => void;

export interface RpcOptions {
  /** Told what arrived and could not be understood, and about handlers that threw. */
  readonly onProblem: (message: string) => void;
  readonly onClose: () => void;
  /** Why a message cannot be taken just now; a notification is then ignored. `undefined` where it can. */
  readonly refusal: (method: string) => ResponseError | undefined;
}

export class Rpc {
  readonly #connection: MessageConnection;
  readonly #options: RpcOptions;

  constructor(connection: MessageConnection, options: RpcOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.onError(([error, unsent]) => {
      // Telling a client that it could not be told something would go on for ever.
      if (unsent === undefined) options.onProblem(shortened(error.message));
    });
    connection.onClose(options.onClose);
    const refuse: StarRequestHandler = (method) => {
      throw options.refusal(method) ?? new ResponseError(ErrorCodes.MethodNotFound, `Unknown method ${method}`);
    };
    connection.onRequest(refuse);
  }

  /** From now on messages are handled. */
  listen(): void {
    this.#connection.listen();
  }

  onRequest(method: string, handler: RequestHandler): void {
    this.#connection.onRequest(method, async (...received: unknown[]) => {
      const token = received.pop() as CancellationToken;
      const refusal = this.#options.refusal(method);
      if (refusal) throw refusal;
      try {
        return (await handler(received[0], new Cancellation(token))) ?? null;
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.#options.onProblem(`${method} failed: ${describeError(error)}`);
        throw new ResponseError(ErrorCodes.InternalError, `${method} failed`);
      }
    });
  }

  onNotification(method: string, handler: NotificationHandler): void {
    this.#connection.onNotification(method, (params: unknown) => {
      if (this.#options.refusal(method)) return;
      try {
        handler(params);
      } catch (error) {
        this.#options.onProblem(`${method} failed: ${describeError(error)}`);
      }
    });
  }

  /** Asks the other side; rejects if it answers with an error or goes away. */
  sendRequest(method: string, params?: unknown): Promise<unknown> {
    return params === undefined ? this.#connection.sendRequest(method) : this.#connection.sendRequest(method, params);
  }

  sendNotification(method: string, params?: unknown): void {
    // Whoever is gone cannot be told.
    this.#connection.sendNotification(method, params).catch(() => undefined);
  }
}

/** The library repeats what it could not read, however long. */
function shortened(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}

/** For the log: the stack where there is one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
