/** Messages for the client's output channel; nothing else of the server is ever printed. */
import type { Rpc } from './rpc.ts';

/** `MessageType` of the protocol. */
const TYPES = { error: 1, warning: 2, info: 3, log: 4 } as const;

export class Log {
  readonly #rpc: Rpc;

  constructor(rpc: Rpc) {
    this.#rpc = rpc;
  }

  /** A bug, or something that keeps the server from its work. */
  error(message: string): void {
    this.#send(TYPES.error, message);
  }

  /** Something that makes answers incomplete: a file that was left out, a setting that was not understood. */
  warn(message: string): void {
    this.#send(TYPES.warning, message);
  }

  info(message: string): void {
    this.#send(TYPES.info, message);
  }

  /** Of interest only when looking for a problem. */
  debug(message: string): void {
    this.#send(TYPES.log, message);
  }

  #send(type: number, message: string): void {
    this.#rpc.sendNotification('window/logMessage', { type, message });
  }
}
