import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField } from '../edits.ts';
import { countAt, isSet, keyOf, mapAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'authorization-policy/provider-missing',
  alias: 'ap-custom-provider',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec'],
  docs: () => ({
    summary: t('The action CUSTOM needs a provider that decides; Istio refuses the policy without its name.'),
    details: t(
      'With `action: CUSTOM` the proxy asks an external authorizer about each request that a rule matches. `provider.name` is the name of one under `extensionProviders` in MeshConfig.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  action: CUSTOM
  rules:
    - to:
        - operation:
            paths: ["/admin/*"]
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
    - to:
        - operation:
            paths: ["/admin/*"]
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateAuthorizationPolicy',
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-ExtensionProvider',
    ],
  }),
  check({ node: spec }, { entry, report }) {
    if (spec.kind !== 'map' || wordAt(spec, 'action', 'ALLOW') !== 'CUSTOM') return;
    // Without rules something else is said.
    if (countAt(spec, 'rules') === 0) return;
    const provider = mapAt(spec, 'provider');
    if (isSet(spec, 'provider') && !provider) return;
    if (isSet(provider, 'name') && textAt(provider, 'name')?.value !== '') return;
    const place = textAt(provider, 'name')?.node ?? keyOf(spec, 'provider') ?? textAt(spec, 'action')?.node;
    if (!place) return;
    report(place, t('CUSTOM asks a provider, and none is named; Istio refuses the policy.'), {
      fixes: () => {
        const edit = provider ? undefined : addField(entry, spec, 'provider', { name: 'example' });
        return edit ? [{ title: t('Add "{0}"', 'provider'), edits: [edit], isPreferred: true }] : [];
      },
    });
  },
});
