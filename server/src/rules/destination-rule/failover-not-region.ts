import { t } from '../../l10n.ts';
import { TOPOLOGY_LABELS } from '../../model/localities.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { isSet, mapsAt, textAt } from '../field-access.ts';
import { replaceField } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/failover-not-region',
  alias: 'dr-failover-not-region',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting'],
  docs: () => ({
    summary: t('Failover goes from one region to another; Istio refuses a zone or sub-zone there.'),
    details: t(
      'A locality is `region/zone/subzone`, and `failover` names regions only: within a region Istio prefers the own zone by itself. Write `us-east`, not `us-east/us-east-1`. To choose the order of zones use `failoverPriority`.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover:
          - from: us-east/us-east-1
            to: us-west
    outlierDetection:
      interval: 10s
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover:
          - from: us-east
            to: us-west
    outlierDetection:
      interval: 10s
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateLocalityLbSetting',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Failover',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const item of mapsAt(node, 'failover')) {
      for (const field of ['from', 'to']) {
        const locality = textAt(item, field);
        if (!locality?.value.includes('/')) continue;
        const region = regionOf(locality.value);
        report(
          locality.node,
          t('"{0}" is more than a region; Istio refuses zones in failover.', shown(locality.value)),
          {
            fixes: () => {
              if (isWithinRegion(item)) return priorityFix(entry, node);
              if (!/^[^*]+$/.test(region)) return [];
              const edits = [changeText(entry, locality.node, region)];
              return [{ title: t('Change to the region "{0}"', region), edits, isPreferred: true }];
            },
          },
        );
      }
    }
  },
});

function regionOf(locality: string): string {
  return locality.split('/')[0] ?? '';
}

/** Whether the entry is about zones of one region, so that nothing would be left of it as failover between regions. */
function isWithinRegion(item: MapNode): boolean {
  const from = textAt(item, 'from')?.value ?? '';
  const to = textAt(item, 'to')?.value ?? '';
  return regionOf(from) === regionOf(to);
}

/** Zones in order of nearness, where that is all that `failover` was to say. */
function priorityFix(entry: ResourceEntry, setting: MapNode): Fix[] {
  if (isSet(setting, 'failoverPriority') || !mapsAt(setting, 'failover').every(isWithinRegion)) return [];
  const edit = replaceField(entry, setting, 'failover', 'failoverPriority', [...TOPOLOGY_LABELS]);
  return edit
    ? [{ title: t('Use failoverPriority by region, zone and subzone'), edits: [edit], isPreferred: true }]
    : [];
}
