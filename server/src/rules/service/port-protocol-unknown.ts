import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField } from '../edits.ts';
import { isSet, mapsIn, numberAt, textAt, wordAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';
import { isManaged, isProtocolPrefix } from '../service-ports.ts';

const NOT_GUESSED: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

export default defineFieldRule({
  id: 'service/port-protocol-unknown',
  alias: 'svc-istio-port-name',
  severity: 'info',
  codes: ['IST0118', 'KIA0601'],
  kinds: ['Service'],
  at: ['Service:spec.ports'],
  docs: () => ({
    summary: t(
      'The name of a port of a Service begins with its protocol, or `appProtocol` says it; otherwise Istio guesses it from the first bytes of each connection.',
    ),
    details: t(
      'Guessing costs time, knows HTTP and nothing else, and holds up protocols in which the server speaks first, such as that of MySQL. Write `appProtocol: http`, or a name such as `http`, `grpc-orders` or `tcp-postgres`. UDP is not guessed, and neither are the ports 25, 53, 3306 and 27017.',
    ),
    invalid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 8080
      name: web
`,
    valid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 8080
      name: web
      appProtocol: http
`,
    sources: [
      'istio: pkg/config/kube/conversion.go, ConvertProtocol',
      'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || isManaged(entry)) return;
    for (const port of mapsIn(node)) {
      if (isSet(port, 'appProtocol') || wordAt(port, 'protocol', 'TCP') !== 'TCP') continue;
      if (NOT_GUESSED.has(numberAt(port, 'port')?.value ?? 0)) continue;
      const name = wordAt(port, 'name', '');
      // One of several ports without a name is refused.
      if (name === undefined || isProtocolPrefix(name) || (name === '' && node.items.length > 1)) continue;
      const message =
        name === ''
          ? t('Neither a name nor "appProtocol" says what the port speaks, so Istio guesses it.')
          : t('"{0}" does not begin with a protocol, so Istio guesses it for this port.', shown(name));
      report(textAt(port, 'name')?.node ?? port.pairs[0]?.key ?? port, message, {
        fixes: () =>
          ['http', 'tcp'].flatMap((protocol) => {
            const edit = addField(entry, port, 'appProtocol', protocol);
            return edit ? [{ title: t('Set {0} to {1}', 'appProtocol', protocol), edits: [edit] }] : [];
          }),
      });
    }
  },
});
