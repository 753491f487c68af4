import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, textAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { setFix } from '../listener-values.ts';

const LABEL = 'istio.io/use-waypoint';

export default defineFieldRule({
  id: 'service-entry/dynamic-waypoint',
  alias: 'se-dynamic-waypoint',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:'],
  docs: () => ({
    summary: t('A service inside the mesh with resolution DYNAMIC_DNS has no waypoint; Istio refuses one.'),
    details: t(
      'Outside of the mesh (`MESH_EXTERNAL`) a waypoint works; inside only proxies beside the client look names up. `istio.io/use-waypoint: none` counts as no waypoint.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  labels:
    istio.io/use-waypoint: waypoint
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
  location: MESH_INTERNAL
  resolution: DYNAMIC_DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  labels:
    istio.io/use-waypoint: waypoint
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
  location: MESH_EXTERNAL
  resolution: DYNAMIC_DNS
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateServiceEntry',
      'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
    ],
  }),
  check({ node }, { report, entry }) {
    const spec = node.kind === 'map' ? mapAt(node, 'spec') : undefined;
    if (node.kind !== 'map' || !spec || wordAt(spec, 'resolution', 'NONE') !== 'DYNAMIC_DNS') return;
    if (wordAt(spec, 'location', 'MESH_EXTERNAL') !== 'MESH_INTERNAL') return;
    const labels = mapAt(mapAt(node, 'metadata'), 'labels');
    const waypoint = textAt(labels, LABEL);
    if (!labels || !waypoint || waypoint.value === '' || waypoint.value.toLowerCase() === 'none') return;
    report(
      waypoint.node,
      t('Istio refuses a waypoint for a service of location MESH_INTERNAL with resolution DYNAMIC_DNS.'),
      {
        fixes: () => [...setFix(entry, spec, 'location', 'MESH_EXTERNAL'), ...removeFix(entry, labels, LABEL)],
      },
    );
  },
});
