import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removePair } from '../edits.ts';
import { countAt, mapAt, mapsAt, setPair, textAt, wordAt } from '../field-access.ts';
import { keyText } from '../schema-texts.ts';

/** Properties of a caller that are not known yet when the external authorizer is asked. */
const SOURCES = [
  'principals',
  'namespaces',
  'serviceAccounts',
  'trustDomains',
  'requestPrincipals',
  'notPrincipals',
  'notNamespaces',
  'notServiceAccounts',
  'notTrustDomains',
  'notRequestPrincipals',
] as const;
const KEYS: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
  'source.principal',
]);

export default defineFieldRule({
  id: 'authorization-policy/custom-unsupported',
  alias: 'ap-custom-source',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec'],
  docs: () => ({
    summary: t('Rules of a CUSTOM policy cannot ask who the caller is; Istio refuses such a condition.'),
    details: t(
      'The external authorizer is asked before identities are looked at. Addresses (`ipBlocks`, `remoteIpBlocks`), hosts, paths, methods, ports and headers can be matched. Leave the rest to the authorizer, or to a second policy with ALLOW or DENY.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  action: CUSTOM
  provider:
    name: opa
  rules:
    - from:
        - source:
            namespaces: [vm]
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  action: CUSTOM
  provider:
    name: opa
  rules:
    - from:
        - source:
            ipBlocks: [172.29.0.0/16]
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateAuthorizationPolicy'],
  }),
  check({ node: spec }, { entry, report }) {
    if (spec.kind !== 'map' || wordAt(spec, 'action', 'ALLOW') !== 'CUSTOM') return;
    for (const rule of mapsAt(spec, 'rules')) {
      for (const from of mapsAt(rule, 'from')) {
        const source = mapAt(from, 'source');
        if (!source) continue;
        for (const field of SOURCES) {
          const pair = countAt(source, field) > 0 ? setPair(source, field) : undefined;
          if (!pair) continue;
          report(pair.key, t('Before a CUSTOM policy nobody has looked who calls; Istio refuses "{0}".', field), {
            fixes: () => {
              const edit = source.pairs.length > 1 ? removePair(entry, source, pair) : undefined;
              return edit ? [{ title: t('Remove "{0}"', keyText(pair)), edits: [edit] }] : [];
            },
          });
        }
      }
      for (const condition of mapsAt(rule, 'when')) {
        const key = textAt(condition, 'key');
        if (!key || !(KEYS.has(key.value) || key.value.startsWith('request.auth.'))) continue;
        report(key.node, t('Before a CUSTOM policy nobody has looked who calls; Istio refuses "{0}".', key.value));
      }
    }
  },
});
