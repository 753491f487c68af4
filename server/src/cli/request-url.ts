/** Requests as people write them: a URL, headers, and from where. */
import { t } from '../l10n.ts';
import { isIp } from '../model/ip-addresses.ts';
import type { MeshIndex } from '../simulation/mesh/mesh-index.ts';
import { scopeOf } from '../simulation/mesh/sidecar-scope.ts';
import { gatewayProxyFor } from '../simulation/routes/gateway-proxies.ts';
import type { MeshRequest } from '../simulation/routes/request.ts';
import { clientOf } from '../simulation/routes/trace.ts';
import { CommandError } from './command.ts';
import { closestTo } from './suggestions.ts';

/** What URLs are asked with. */
export interface UrlOptions {
  /** `gateway` or a namespace; `undefined` if nobody said it. */
  readonly from: string | undefined;
  /** `key=value`. */
  readonly labels: readonly string[];
  /** `name: value`. */
  readonly headers: readonly string[];
}

export interface UrlRequest {
  readonly request: MeshRequest;
  /** What had to be assumed to know it, as sentences. */
  readonly assumptions: readonly string[];
}

const URL_FORM = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(\[[^\]]+\]|[^/?#:[\]@]+)(?::([0-9]+))?([/?][^#]*)?(?:#.*)?$/;
const SCHEMES = {
  http: { protocol: 'http', port: 80 },
  https: { protocol: 'tls', port: 443 },
  tls: { protocol: 'tls', port: 443 },
  tcp: { protocol: 'tcp', port: undefined },
} as const;

/** The request that a URL is, in a mesh whose names it can resolve. Text that is none ends the command. */
export function requestOfUrl(mesh: MeshIndex, url: string, options: UrlOptions): UrlRequest {
  const { protocol, host, port, path } = parseUrl(url);
  const headers = parseHeaders(options.headers);
  const { host: written, ...others } = headers;
  const base = { host: written ?? host, port, path, headers: others, protocol };
  const labels = parseLabels(options.labels);
  const plainHost = host.replace(/^\[|\]$/g, '');
  if (options.from === 'gateway') return fromGateway(mesh, { ...base, address: undefined }, labels, plainHost);
  const namespace = options.from ?? 'default';
  const assumptions =
    options.from === undefined ? [t('The request comes from a workload in "default"; say --from.')] : [];
  const client = { from: 'sidecar' as const, namespace, labels };
  const address = isIp(plainHost) ? plainHost : addressOf(mesh, client, plainHost);
  return { request: { ...client, ...base, address }, assumptions };
}

function fromGateway(
  mesh: MeshIndex,
  base: Omit<MeshRequest, 'from' | 'namespace' | 'labels'>,
  labels: Readonly<Record<string, string>>,
  host: string,
): UrlRequest {
  const proxy = gatewayProxyFor(mesh, host);
  const all = { ...proxy.labels, ...labels };
  const assumptions: string[] = [];
  if (!proxy.gateway) assumptions.push(t('No Gateway is in these files.'));
  else if (!proxy.known) {
    const text = Object.entries(all).map(([key, value]) => `${key}: ${value}`);
    assumptions.push(
      t('The pods of the gateway are not in these files; taken are {0} in "{1}".', text.join(', '), proxy.namespace),
    );
  }
  return { request: { from: 'gateway', namespace: proxy.namespace, labels: all, ...base }, assumptions };
}

/** The address that the name of a service resolves to for the client, as far as files say it. */
function addressOf(
  mesh: MeshIndex,
  client: Pick<MeshRequest, 'from' | 'namespace' | 'labels'>,
  name: string,
): string | undefined {
  const { byHost } = scopeOf(mesh, clientOf(client));
  const { domain } = mesh.settings;
  const forms = [name, `${name}.${client.namespace}.svc.${domain}`, `${name}.svc.${domain}`, `${name}.${domain}`];
  for (const form of forms) {
    const service = byHost.get(form);
    if (service) return service.addresses.find(isIp);
  }
  return undefined;
}

function parseUrl(url: string) {
  const [, scheme = '', host = '', portText, rest = '/'] = URL_FORM.exec(url) ?? [];
  if (host === '') {
    throw new CommandError(t('"{0}" is no URL; write for example http://whoami.internal.com:8080/api', url));
  }
  if (!isScheme(scheme)) {
    const closest = closestTo(scheme, Object.keys(SCHEMES));
    throw new CommandError(
      closest === undefined
        ? t('"{0}" has a scheme that cannot be traced; it can be {1}', url, Object.keys(SCHEMES).join(', '))
        : t('"{0}" has an unknown scheme; did you mean {1}://?', url, closest),
    );
  }
  const { protocol, port: usual } = SCHEMES[scheme];
  const port = portText === undefined ? usual : Number(portText);
  if (port === undefined) throw new CommandError(t('"{0}" needs a port, as in tcp://{1}:5432', url, host));
  if (port < 1 || port > 65_535) throw new CommandError(t('"{0}": a port is a number from 1 to 65535', url));
  return { protocol, host, port, path: rest.startsWith('?') ? `/${rest}` : rest };
}

function isScheme(text: string): text is keyof typeof SCHEMES {
  return Object.hasOwn(SCHEMES, text);
}

/** By name in lower case. */
function parseHeaders(texts: readonly string[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null);
  for (const text of texts) {
    // The name of a header that HTTP/2 makes up begins with a colon.
    const colon = text.indexOf(':', 1);
    if (colon < 1) throw new CommandError(t('--header takes "name: value", not "{0}"', text));
    headers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
  }
  return headers;
}

function parseLabels(texts: readonly string[]): Readonly<Record<string, string>> {
  const labels: Record<string, string> = Object.create(null);
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 1) throw new CommandError(t('--label takes key=value, not "{0}"', text));
    labels[text.slice(0, equals)] = text.slice(equals + 1);
  }
  return labels;
}
