import { t } from '../../l10n.ts';
import { KINDS } from '../../model/kinds.ts';
import type { Fix } from '../../problem.ts';
import { expectedInstead } from '../annotation-values.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, setPair, textAt, wordAt } from '../field-access.ts';
import { changeFix, removeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

const ISTIO_KINDS = KINDS.flatMap(({ name, group }) => (group.endsWith('.istio.io') ? [name] : []));
const NAME = 'istio.io/dry-run';

export default defineFieldRule({
  id: 'object/dry-run-annotation',
  alias: 'obj-dry-run-annotation',
  severity: 'error',
  rejects: true,
  kinds: ISTIO_KINDS,
  at: ['metadata:annotations'],
  docs: () => ({
    summary: t(
      'A dry run is for AuthorizationPolicies that allow or deny; Istio refuses the annotation on anything else, and any value but "true" and "false".',
    ),
    details: t(
      'With `istio.io/dry-run: "true"` the policy is evaluated and logged, but nothing is denied. Other kinds, and the actions `CUSTOM` and `AUDIT`, have nothing of that kind.',
    ),
    invalid: `
//- whoami-policy.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-policy
  annotations:
    istio.io/dry-run: "maybe"
spec:
  action: DENY
  rules:
    - to:
        - operation:
            methods: [DELETE]
`,
    valid: `
//- whoami-policy.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-policy
  annotations:
    istio.io/dry-run: "true"
spec:
  action: DENY
  rules:
    - to:
        - operation:
            methods: [DELETE]
`,
    sources: ['istio: pkg/config/validation/validation.go, checkDryRunAnnotation'],
  }),
  check({ node }, { entry, report }) {
    const annotations = node.kind === 'map' ? node : undefined;
    const pair = setPair(annotations, NAME);
    if (!annotations || !pair) return;
    const { kind } = entry.resource;
    const remove = (): readonly Fix[] => removeFix(entry, annotations, NAME, true);
    if (kind !== 'AuthorizationPolicy') {
      report(
        pair.key,
        t('Only an AuthorizationPolicy has a dry run; Istio refuses this {0} for the annotation.', kind),
        { fixes: remove },
      );
      return;
    }
    const action = wordAt(mapAt(entry.resource.node, 'spec'), 'action', 'ALLOW');
    if (action === undefined) return;
    if (action !== 'ALLOW' && action !== 'DENY') {
      report(pair.key, t('There is a dry run for the actions ALLOW and DENY only; Istio refuses it for {0}.', action), {
        fixes: remove,
      });
      return;
    }
    const value = textAt(annotations, NAME);
    if (value && expectedInstead('boolean', value.value) !== undefined) {
      report(value.node, t('"{0}" is neither "true" nor "false"; Istio refuses the policy.', shown(value.value)), {
        fixes: () => [changeFix(entry, value.node, 'true'), changeFix(entry, value.node, 'false')],
      });
    }
  },
});
