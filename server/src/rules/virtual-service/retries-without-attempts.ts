import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, numberAt } from '../field-access.ts';
import { addFix, changeFix, removeFix } from '../field-fixes.ts';
import { isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'virtual-service/retries-without-attempts',
  alias: 'vs-retries',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].retries'],
  docs: () => ({
    summary: t(
      'Retries have attempts above 0 where they say anything else; Istio refuses perTryTimeout, retryOn and retryRemoteLocalities without.',
    ),
    details: t(
      'Absent or 0 attempts switch retries off for the rule. A rule without `retries` at all keeps the default of the mesh, which is two attempts.',
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
    - retries:
        perTryTimeout: 2s
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
    - retries:
        attempts: 3
        perTryTimeout: 2s
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateHTTPRetry',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const attempts = numberAt(node, 'attempts');
    if (attempts ? attempts.value > 0 : isSet(node, 'attempts')) return;
    if (attempts && attempts.value < 0) {
      report(attempts.node, t('Attempts are not negative; Istio refuses {0}.', attempts.value), {
        fixes: () => [changeFix(entry, attempts.node, 0)],
      });
      return;
    }
    const beside = [
      ...['perTryTimeout', 'retryRemoteLocalities'].filter((field) => isSet(node, field)),
      ...(isFilled(node, 'retryOn') ? ['retryOn'] : []),
    ];
    if (beside.length === 0) return;
    const names = beside.map((field) => `"${field}"`).join(', ');
    report(
      attempts?.node ?? keyOf(node, 'attempts') ?? where,
      attempts
        ? t('With 0 attempts there are no retries; Istio refuses {0} beside it.', names)
        : t('Without attempts there are no retries; Istio refuses {0} then.', names),
      {
        fixes: () => [
          ...(attempts ? [changeFix(entry, attempts.node, 2)] : addFix(entry, node, 'attempts', 2, true)),
          ...(beside.length === 1 ? removeFix(entry, node, beside[0] ?? '') : []),
        ],
      },
    );
  },
});
