/** Keeps one failing feature from stopping the others. */
import { ResponseError } from 'vscode-jsonrpc';
import type { Log } from './log.ts';
import { type Cancellation, describeError } from './rpc.ts';

export class Guard {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * `handler` as a request handler that logs exceptions with the request's name and then answers `empty`. What it throws
   * as an answer, such as that it was cancelled, is none of them.
   */
  request<P, R>(
    name: string,
    handler: (params: P, cancellation: Cancellation) => R | Promise<R>,
    empty: R | null = null,
  ): (params: unknown, cancellation: Cancellation) => unknown {
    const onError = (error: unknown): R | null => {
      if (error instanceof ResponseError) throw error;
      this.#log.error(`${name} failed: ${describeError(error)}`);
      return empty;
    };
    return (params, cancellation) => {
      try {
        const answer = handler(params as P, cancellation);
        return answer instanceof Promise ? answer.catch(onError) : answer;
      } catch (error) {
        return onError(error);
      }
    };
  }

  /** `handler` as a notification handler that logs exceptions with the notification's name. */
  notification<P>(name: string, handler: (params: P) => void | Promise<void>): (params: unknown) => void {
    const onError = (error: unknown): void => this.#log.error(`${name} failed: ${describeError(error)}`);
    return (params) => {
      try {
        handler(params as P)?.catch(onError);
      } catch (error) {
        onError(error);
      }
    };
  }
}
