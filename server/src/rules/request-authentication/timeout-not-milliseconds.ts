import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { durationAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'request-authentication/timeout-not-milliseconds',
  alias: 'ra-timeout',
  severity: 'error',
  rejects: true,
  kinds: ['RequestAuthentication'],
  at: ['RequestAuthentication:spec.jwtRules[]'],
  docs: () => ({
    summary: t('The timeout for fetching keys is a whole number of milliseconds; Istio refuses fractions.'),
    details: t('Write `5s`, `500ms` or `1.5s`; `1.0005s` says more than Istio keeps.'),
    invalid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  jwtRules:
    - issuer: https://login.internal.com
      timeout: 1.0005s
`,
    valid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  jwtRules:
    - issuer: https://login.internal.com
      timeout: 1.5s
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateDuration'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const timeout = durationAt(node, 'timeout');
    // What is no duration, or too short, the API server has refused already.
    if (timeout?.value === undefined || timeout.value < 1) return;
    const { value, node: place } = timeout;
    // Nanoseconds are as fine as durations are.
    if (Math.round(value * 1e6) % 1e6 === 0) return;
    const rounded = `${Math.round(value)}ms`;
    report(place, t('"{0}" is no whole number of milliseconds; Istio refuses it.', place.text), {
      fixes: () => [
        { title: t('Change to "{0}"', rounded), edits: [changeText(entry, place, rounded)], isPreferred: true },
      ],
    });
  },
});
