import { t } from '../../l10n.ts';
import { isPartialWildcard, isWildcardDomain } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textsAt, wordAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/host-partial-wildcard',
  alias: 'se-host-partial-wildcard',
  severity: 'warning',
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'A wildcard stands for the whole first label of a host; Istio warns of one that stands for a part of it.',
    ),
    details: t(
      'Envoy matches hosts by a suffix that starts with a dot. `*foo.example.com` is taken by some parts of Istio and not by others; write `*.example.com`, or the names themselves.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*-whoami.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
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
    - "*.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: NONE
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidatePartialWildCard'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    const resolution = wordAt(node, 'resolution', 'NONE');
    if (resolution === undefined || resolution === 'DYNAMIC_DNS') return;
    for (const host of textsAt(node, 'hosts')) {
      if (!isPartialWildcard(host.value) || !isWildcardDomain(host.value)) continue;
      const dot = host.value.indexOf('.');
      report(
        host.node,
        t(
          'The wildcard in "{0}" is a part of a label only; clients with a sidecar may not match it, so Istio warns.',
          shown(host.value),
        ),
        {
          fixes: () => (dot > 0 ? [changeFix(entry, host.node, `*${host.value.slice(dot)}`)] : []),
        },
      );
    }
  },
});
