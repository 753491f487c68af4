import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { faultsOfPatch } from '../envoy-patches.ts';
import { closest, shown } from '../schema-texts.ts';

export default defineFieldRule({
  // Part of `ef-value-type`.
  id: 'envoy-filter/unknown-value-field',
  severity: 'warning',
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t('What is patched in has the fields of Envoy’s configuration; Istio drops others, and warns.'),
    details: t(
      'The value of a patch is a piece of Envoy’s own configuration: a Cluster for `applyTo: CLUSTER`, an HTTP filter for HTTP_FILTER and so on. Names may be written as in Envoy’s documentation (`connect_timeout`) or in camel case. A field that is not known here may be newer than this list.',
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
        value:
          connection_timeout: 3s
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
    sources: [
      'istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateEnvoyFilter',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/api',
    ],
  }),
  check({ node }, { entry, report }) {
    for (const fault of faultsOfPatch(node)) {
      if (fault.code !== 'unknown-field') continue;
      const { key, message } = fault;
      report(key, t('Envoy’s {0} has no field "{1}"; Istio drops it.', shortName(message.name), shown(key.text)), {
        fixes: () => {
          const meant = closest(key.text, [...message.fields.keys()]);
          return meant === undefined
            ? []
            : [{ title: t('Change to "{0}"', meant), edits: [changeText(entry, key, meant)], isPreferred: true }];
        },
      });
    }
  },
});

function shortName(name: string): string {
  return name.replace(/^.*\.v\d\w*\./, '');
}
