import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, mapAt, mapsAt, numberAt, textAt, wordAt } from '../field-access.ts';

const LABEL = 'networking.istio.io/enable-autoallocate-ip';
/** Istio 1.25 is the first that gives services addresses unless told otherwise. */
const FIRST_TO_ALLOCATE = 25;

export default defineFieldRule({
  id: 'service-entry/tcp-needs-address',
  alias: 'se-tcp-needs-address',
  severity: 'warning',
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:'],
  codes: ['IST0134'],
  docs: () => ({
    summary: t(
      'A port for TCP needs an address by which its traffic is told from that of others; Istio warns where there is none.',
    ),
    details: t(
      'HTTP has a host in each request and TLS a server name; plain TCP has only the address that the client calls. Istio gives a service an address of its own (since Istio 1.25) unless its resolution is `NONE`, which it also is when absent, or it is labelled `networking.istio.io/enable-autoallocate-ip: "false"`. A port without a protocol counts as TCP here.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 5432
      name: db
      protocol: TCP
  resolution: NONE
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  addresses:
    - 240.240.0.1
  ports:
    - number: 5432
      name: db
      protocol: TCP
  resolution: NONE
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateServiceEntry',
      'istio: pilot/pkg/networking/serviceentry, ShouldV2AutoAllocateIPFromConfig',
    ],
  }),
  check({ node }, { report, release }) {
    const spec = node.kind === 'map' ? mapAt(node, 'spec') : undefined;
    if (node.kind !== 'map' || !spec || countAt(spec, 'addresses') > 0) return;
    const port = mapsAt(spec, 'ports').find((candidate) =>
      ['', 'TCP'].includes(wordAt(candidate, 'protocol', '') ?? '?'),
    );
    if (!port) return;
    const resolution = wordAt(spec, 'resolution', 'NONE');
    const isOptedOut = textAt(mapAt(mapAt(node, 'metadata'), 'labels'), LABEL)?.value.toLowerCase() === 'false';
    if (resolution === undefined || (release >= FIRST_TO_ALLOCATE && resolution !== 'NONE' && !isOptedOut)) return;
    const range = textAt(port, 'protocol')?.node ?? keyOf(port, 'number') ?? keyOf(port, 'name') ?? port;
    const number = numberAt(port, 'number')?.value;
    report(
      range,
      number === undefined
        ? t('There are no "addresses", and Istio gives this service none: its TCP traffic is known by its port alone.')
        : t(
            'There are no "addresses", and Istio gives this service none: all TCP traffic to port {0} is taken for its own.',
            number,
          ),
    );
  },
});
