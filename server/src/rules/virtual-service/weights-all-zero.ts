import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { dereference } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField, changeValue } from '../edits.ts';
import { isSet, numberAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/weights-all-zero',
  alias: 'vs-weight-all-zero',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].route', 'VirtualService:spec.tls[].route', 'VirtualService:spec.tcp[].route'],
  docs: () => ({
    summary: t('Of several destinations at least one has a weight above 0; Istio refuses the rule otherwise.'),
    details: t(
      'An absent weight is 0, so two destinations without weights are refused. Weights are shares of their sum, which need not be 100. A single destination takes everything, whatever its weight.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
        - destination:
            host: whoami-v2.internal.com
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
          weight: 50
        - destination:
            host: whoami-v2.internal.com
          weight: 50
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateHTTPRouteDestinations',
      'istio: pkg/config/validation/validation.go, validateRouteDestinations',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination-weight',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const destinations: MapNode[] = [];
    for (const item of node.items) {
      const destination = dereference(item);
      if (destination?.kind !== 'map') return;
      if (isSet(destination, 'weight') && numberAt(destination, 'weight')?.value !== 0) return;
      destinations.push(destination);
    }
    const isAbsent = destinations.every((destination) => !isSet(destination, 'weight'));
    report(
      where,
      isAbsent
        ? t(
            'None of these {0} destinations has a weight; Istio refuses that, since an absent weight is 0.',
            destinations.length,
          )
        : t('The weights of these {0} destinations are all 0; Istio refuses that.', destinations.length),
      { fixes: () => evenly(entry, destinations) },
    );
  },
});

/** Equal shares of 100; the first destination gets what is left over. */
function evenly(entry: ResourceEntry, destinations: readonly MapNode[]): Fix[] {
  const share = Math.floor(100 / destinations.length);
  const edits = destinations.flatMap((destination, index) => {
    const weight = index === 0 ? 100 - share * (destinations.length - 1) : share;
    const there = numberAt(destination, 'weight');
    return (there ? changeValue(entry, there.node, weight) : addField(entry, destination, 'weight', weight)) ?? [];
  });
  return edits.length === destinations.length && share > 0
    ? [{ title: t('Share the traffic evenly'), edits, isPreferred: true }]
    : [];
}
