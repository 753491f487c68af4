import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField, changeText, removePair } from '../edits.ts';
import { setPair, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  // The second half of `ap-custom-provider`.
  id: 'authorization-policy/provider-without-custom',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec'],
  docs: () => ({
    summary: t('Only the action CUSTOM has a provider; Istio refuses one beside another action.'),
    details: t(
      'ALLOW, DENY and AUDIT are decided by the proxy itself. An absent `action` means ALLOW, so a policy for an external authorizer has to say CUSTOM.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  provider:
    name: opa
  rules:
    - {}
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
    - {}
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateAuthorizationPolicy'],
  }),
  check({ node: spec }, { entry, report }) {
    if (spec.kind !== 'map') return;
    const pair = setPair(spec, 'provider');
    const action = wordAt(spec, 'action', 'ALLOW');
    if (!pair || action === undefined || action === 'CUSTOM') return;
    report(pair.key, t('{0} is decided by the proxy itself; Istio refuses a provider beside it.', action), {
      fixes: (): Fix[] => {
        const written = textAt(spec, 'action');
        const custom = written ? changeText(entry, written.node, 'CUSTOM') : addField(entry, spec, 'action', 'CUSTOM');
        const removal = removePair(entry, spec, pair);
        return [
          ...(custom ? [{ title: t('Set the action to CUSTOM'), edits: [custom] }] : []),
          ...(removal ? [{ title: t('Remove "{0}"', 'provider'), edits: [removal] }] : []),
        ];
      },
    });
  },
});
