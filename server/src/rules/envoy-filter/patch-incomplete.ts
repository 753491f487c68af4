import { t } from '../../l10n.ts';
import type { RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { isSet, keyOf, mapAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'envoy-filter/patch-incomplete',
  alias: 'ef-required',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t('A patch says what it is applied to, what is done and with which value; Istio refuses it otherwise.'),
    details: t(
      'Needed are `applyTo`, `patch.operation`, and for every operation but REMOVE `patch.value`. INVALID is no choice but stands for nothing chosen. Patches for waypoints are not checked by Istio.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      patch:
        operation: MERGE
`,
    valid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      patch:
        operation: MERGE
        value:
          connect_timeout: 3s
`,
    sources: ['istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateEnvoyFilter'],
  }),
  check({ node, where }, { entry, report }) {
    // A misspelled key is the cause, and what is missing its consequence.
    if (node.kind !== 'map' || !isSound(entry, node)) return;
    if (wordAt(mapAt(node, 'match') ?? node, 'context', 'ANY') === 'WAYPOINT') return;
    if (wordAt(node, 'applyTo', 'INVALID') === 'INVALID') {
      report(
        textAt(node, 'applyTo')?.node ?? where,
        t('This patch does not say what it is applied to; Istio refuses it.'),
      );
    }
    const patch = mapAt(node, 'patch');
    if (!patch) {
      if (!isSet(node, 'patch')) report(where, t('There is no "patch" here that says what to do; Istio refuses it.'));
      return;
    }
    const place: RelativeRange = keyOf(node, 'patch') ?? where;
    const operation = wordAt(patch, 'operation', 'INVALID');
    if (operation === 'INVALID') {
      report(textAt(patch, 'operation')?.node ?? place, t('This patch does not say what is done; Istio refuses it.'));
    } else if (operation !== undefined && operation !== 'REMOVE' && !isSet(patch, 'value')) {
      report(
        textAt(patch, 'operation')?.node ?? place,
        t('{0} needs a value, and there is none; Istio refuses the patch.', operation),
      );
    }
  },
});
