import { t } from '../../l10n.ts';
import { durationMs } from '../../schema/durations.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

const DURATION = /^(?:[0-9]{1,5}(?:h|m|s|ms)){1,4}$/;

export default defineFieldRule({
  id: 'gateway-api/backend-timeout',
  alias: 'gwapi-http-timeouts',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.rules[].timeouts'],
  docs: () => ({
    summary: t(
      'The timeout of one try at a backend is not longer than that of the whole request, and both are durations; the API server refuses others.',
    ),
    details: t(
      'A request may be tried several times within `request`, each time for at most `backendRequest`. Durations are whole numbers with a unit: `500ms`, `10s`, `1m30s`, with at most five digits and four parts. `0s` switches the timeout off.',
    ),
    invalid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - timeouts:
        request: 5s
        backendRequest: 10s
      backendRefs:
        - name: whoami
          port: 80
`,
    valid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - timeouts:
        request: 10s
        backendRequest: 5s
      backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httproutetimeouts',
      'https://gateway-api.sigs.k8s.io/geps/gep-2257/',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const request = textAt(node, 'request');
    const backend = textAt(node, 'backendRequest');
    let isFaulty = false;
    for (const said of [request, backend]) {
      if (!said || DURATION.test(said.value)) continue;
      isFaulty = true;
      report(
        said.node,
        t(
          '"{0}" is no duration; the API server takes whole numbers with a unit, such as 10s or 500ms.',
          shown(said.value),
        ),
        {
          fixes: () => {
            const ms = durationMs(/^[0-9]+$/.test(said.value) ? `${said.value}s` : said.value);
            const meant = ms === undefined ? '' : ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
            return DURATION.test(meant) ? changeFixes(entry, said.node, meant) : [];
          },
        },
      );
    }
    if (isFaulty || !request || !backend) return;
    const whole = durationMs(request.value) ?? 0;
    const part = durationMs(backend.value) ?? 0;
    if (whole === 0 || part <= whole) return;
    report(
      backend.node,
      t('One try may take {0}, the whole request only {1}; the API server refuses that.', backend.value, request.value),
      { fixes: () => changeFixes(entry, backend.node, request.value, false) },
    );
  },
});
