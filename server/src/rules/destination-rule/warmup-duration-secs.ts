import { t } from '../../l10n.ts';
import { isWholeMilliseconds } from '../../schema/durations.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { durationAt, isSet, setPair } from '../field-access.ts';
import { removeFix, replaceField } from '../field-fixes.ts';

/** The first release that has `warmup`. */
const WARMUP_SINCE = 24;

export default defineFieldRule({
  id: 'destination-rule/warmup-duration-secs',
  alias: 'dr-warmup-legacy',
  severity: 'hint',
  kinds: ['DestinationRule'],
  at: ['loadBalancer:'],
  docs: () => ({
    summary: t('`warmup` replaces `warmupDurationSecs`; where both are set the old field is ignored.'),
    details: t(
      'Since Istio 1.24 `warmup` holds the duration and how the share of a new endpoint grows in that time: `warmup: {duration: 30s}` does what `warmupDurationSecs: 30s` does. Older releases know the old field only.',
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
      simple: ROUND_ROBIN
      warmupDurationSecs: 30s
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
      simple: ROUND_ROBIN
      warmup:
        duration: 30s
`,
    sources: [
      'istio: pilot/pkg/networking/core/cluster_traffic_policy.go, applySimpleDefaultLoadBalancer',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings',
    ],
  }),
  check({ node }, { entry, release, report }) {
    if (node.kind !== 'map' || release < WARMUP_SINCE) return;
    const pair = setPair(node, 'warmupDurationSecs');
    if (!pair) return;
    if (isSet(node, 'warmup')) {
      report(pair.key, t('Istio ignores warmupDurationSecs where warmup is set.'), {
        fixes: () => removeFix(entry, node, 'warmupDurationSecs', true),
      });
      return;
    }
    report(pair.key, t('warmupDurationSecs is deprecated; warmup takes its place.'), {
      fixes: () => {
        // The new field takes whole milliseconds only.
        const duration = durationAt(node, 'warmupDurationSecs');
        if (duration?.value === undefined || !isWholeMilliseconds(duration.value)) return [];
        const edit = replaceField(entry, node, 'warmupDurationSecs', 'warmup', { duration: duration.node.text });
        return edit ? [{ title: t('Move to "{0}"', 'warmup'), edits: [edit], isPreferred: true }] : [];
      },
    });
  },
});
