/** Protocols of ports as istiod reads their names (pkg/config/protocol/instance.go). */

/** A protocol that Istio knows, in Istio's own writing. */
export type Protocol =
  | 'HTTP'
  | 'HTTP_PROXY'
  | 'HTTP2'
  | 'HTTPS'
  | 'GRPC'
  | 'GRPC-Web'
  | 'TCP'
  | 'TLS'
  | 'UDP'
  | 'Mongo'
  | 'Redis'
  | 'MySQL';

const BY_NAME: Readonly<Record<string, Protocol>> = {
  http: 'HTTP',
  http_proxy: 'HTTP_PROXY',
  http2: 'HTTP2',
  https: 'HTTPS',
  grpc: 'GRPC',
  'grpc-web': 'GRPC-Web',
  tcp: 'TCP',
  tls: 'TLS',
  udp: 'UDP',
  mongo: 'Mongo',
  redis: 'Redis',
  mysql: 'MySQL',
};

const HTTP: ReadonlySet<Protocol> = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-Web']);
const TLS: ReadonlySet<Protocol> = new Set(['HTTPS', 'TLS']);
const TCP: ReadonlySet<Protocol> = new Set(['TCP', 'HTTPS', 'TLS', 'Mongo', 'Redis', 'MySQL']);

/** Names to offer and to compare with, in the writing that Istio's examples use. */
export const PROTOCOL_NAMES: readonly string[] = [
  'HTTP',
  'HTTPS',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'TCP',
  'TLS',
  'MONGO',
  'MYSQL',
  'REDIS',
  'UDP',
];

/** The protocol that a name means, whatever its case; `undefined` for one that Istio does not know. */
export function parseProtocol(name: string): Protocol | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(BY_NAME, key) ? BY_NAME[key] : undefined;
}

/** Whether Istio routes it by request (`IsHTTP`). */
export function isHttp(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && HTTP.has(protocol);
}

/** Whether it is encrypted, so that only the server name can be read (`IsTLS`). */
export function isTls(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && TLS.has(protocol);
}

/** Whether Istio treats it as a stream of bytes (`IsTCP`); encrypted ones belong here too. */
export function isTcp(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && TCP.has(protocol);
}
