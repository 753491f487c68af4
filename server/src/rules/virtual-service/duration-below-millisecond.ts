import { t } from '../../l10n.ts';
import { isWholeMs } from '../../schema/durations.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { durationAt, mapAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'virtual-service/duration-below-millisecond',
  alias: 'vs-timeout',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t('Durations are whole numbers of milliseconds; Istio refuses finer ones.'),
    details: t(
      'It is so for `timeout`, `retries.perTryTimeout`, `retries.backoff` and delays of faults. What is below 1 ms is refused already by the API server; `0s` does not switch a timeout off, leaving it out does.',
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
    - timeout: 1.0005s
      route:
        - destination:
            host: whoami.internal.com
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
    - timeout: 1s
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateDuration',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-timeout',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const retries = mapAt(node, 'retries');
    const delay = mapAt(mapAt(node, 'fault'), 'delay');
    for (const duration of [
      durationAt(node, 'timeout'),
      durationAt(retries, 'perTryTimeout'),
      durationAt(retries, 'backoff'),
      durationAt(delay, 'fixedDelay'),
    ]) {
      if (duration?.value === undefined || duration.value < 1 || isWholeMs(duration.value)) continue;
      const rounded = `${Math.round(duration.value)}ms`;
      report(duration.node, t('"{0}" is not a whole number of milliseconds; Istio refuses it.', duration.node.text), {
        fixes: () => [changeFix(entry, duration.node, rounded, true)],
      });
    }
  },
});
