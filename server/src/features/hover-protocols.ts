/** What the protocol of a port means for its traffic. */
import { t } from '../l10n.ts';
import { isHttp, isTls, type Protocol, parseProtocol } from '../model/protocols.ts';
import { code } from './describe-resource.ts';

/** Ports whose protocols let the server speak first, so that Istio does not wait for the client's bytes. */
const SERVER_FIRST_PORTS: ReadonlySet<number | undefined> = new Set([25, 53, 3306, 27_017]);

/** What proxies do with traffic of a protocol as a ServiceEntry or Sidecar names it; `undefined` if Istio refuses the name. */
export function describeProtocol(name: string): string | undefined {
  const protocol = parseProtocol(name);
  return protocol && effectOf(protocol);
}

/** What a gateway does with traffic of a protocol on a server with this TLS mode. */
export function describeServerProtocol(name: string, tlsMode: string | undefined): string | undefined {
  const protocol = parseProtocol(name);
  if (!protocol || !isTls(protocol)) return protocol && effectOf(protocol);
  if (tlsMode === 'AUTO_PASSTHROUGH')
    return t('Stays encrypted and goes to the service that the server name (SNI) spells out; no rules apply.');
  if (tlsMode === undefined || tlsMode === 'PASSTHROUGH') return effectOf(protocol);
  return protocol === 'HTTPS'
    ? t('Decrypted here, then routed by request: `http` rules of VirtualServices apply.')
    : t('Decrypted here, then passed on as a stream of bytes: `tcp` rules of VirtualServices apply.');
}

/** What Istio takes the port of a Service for by its `appProtocol`. */
export function describeAppProtocol(text: string): string {
  const protocol = FROM_KUBERNETES[text] ?? protocolPrefix(text);
  if (!protocol) return t('Istio does not know it and tells HTTP from TCP by the first bytes.');
  return t('{0}: {1}', protocol, effectOf(protocol));
}

/** What Istio takes the port of a Service for by its name; only where nothing else says it. */
export function describePortName(name: string, number: number | undefined): string {
  const protocol = protocolPrefix(name);
  if (protocol) return t('Istio reads {0} from the name. {1}', protocol, effectOf(protocol));
  if (SERVER_FIRST_PORTS.has(number))
    return t('The name begins with no protocol; for port {0} Istio assumes TCP.', number ?? 0);
  return t('The name begins with no protocol, so Istio tells HTTP from TCP by the first bytes.');
}

const FROM_KUBERNETES: Readonly<Record<string, Protocol | undefined>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** The protocol that a name begins with, up to a dash: `http-web`. */
function protocolPrefix(name: string): Protocol | undefined {
  const lower = name.toLowerCase();
  if (lower === 'grpc-web' || lower.startsWith('grpc-web-')) return 'GRPC-Web';
  const [prefix = ''] = lower.split('-');
  return parseProtocol(prefix);
}

function effectOf(protocol: Protocol): string {
  if (protocol === 'UDP') return t('Proxies leave it alone: it is neither routed nor secured.');
  if (isTls(protocol)) {
    return t(
      'Encrypted by the client, so proxies see only the server name (SNI): `tls` rules of VirtualServices apply, and connections are balanced.',
    );
  }
  if (isHttp(protocol)) {
    return t(
      'Each request is routed, retried and counted by itself, also where many share a connection: `http` rules of VirtualServices apply.',
    );
  }
  return protocol === 'TCP'
    ? t(
        'A stream of bytes, told apart by address and port: `tcp` rules of VirtualServices apply, and connections are balanced.',
      )
    : t(
        'Handled as {0}, a stream of bytes: `tcp` rules of VirtualServices apply, and connections are balanced.',
        code('TCP'),
      );
}
