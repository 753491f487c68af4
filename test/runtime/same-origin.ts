/** A server in front of another one that answers some paths itself, so that a page finds both under one origin. */
import { createServer, type IncomingMessage, type RequestOptions, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Front {
  readonly port: number;
  stop(): Promise<void>;
}

/** `bodyOf` gives the text at a path, or `undefined` where the server at `port` shall answer. */
export async function startFront(port: number, bodyOf: (path: string) => string | undefined): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    const path = decodeURIComponent((incoming.url ?? '/').replace(/[?#].*$/, ''));
    const body = bodyOf(path);
    if (body === undefined) pass(port, incoming, outgoing);
    else outgoing.writeHead(200, { 'content-type': contentTypeOf(path) }).end(body);
  });
  server.on('upgrade', (incoming, socket, head) => passSocket(port, incoming, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function contentTypeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript; charset=utf-8';
  return path.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
}

/** The host stays as the page wrote it: the server puts it into the page's configuration. */
function optionsFor(port: number, { method, url, headers }: IncomingMessage): RequestOptions {
  return { host: '127.0.0.1', port, method, path: url, headers };
}

function pass(port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const passed = request(optionsFor(port, incoming), (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}

function passSocket(port: number, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  const passed = request(optionsFor(port, incoming));
  passed.on('upgrade', (answer, other, otherHead) => {
    const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
    for (let index = 0; index < answer.rawHeaders.length; index += 2)
      lines.push(`${answer.rawHeaders[index]}: ${answer.rawHeaders[index + 1]}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.write(otherHead);
    other.write(head);
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  passed.on('error', () => socket.destroy());
  passed.end();
}
