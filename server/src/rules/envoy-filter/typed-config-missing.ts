import { t } from '../../l10n.ts';
import type { MapNode, SeqNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { faultsOfPatch } from '../envoy-patches.ts';
import { keyOf, mapAt } from '../field-access.ts';

export default defineFieldRule({
  // The second half of `ef-value-type`.
  id: 'envoy-filter/typed-config-missing',
  severity: 'warning',
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t(
      'An extension of Envoy is found by the type of its configuration, not by its name; Istio warns without one.',
    ),
    details: t(
      'Names are free today. What Envoy loads is decided by `typed_config` and its `@type`; an extension that has a name only is found no more. Write the type even where there is nothing to configure.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.cors
`,
    valid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.cors
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
`,
    sources: ['istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateMissingTypedConfigFilterTypes'],
  }),
  check({ node, where }, { report }) {
    for (const fault of faultsOfPatch(node)) {
      if (fault.code !== 'missing-config') continue;
      // There is nothing to point at in an empty value.
      const place = fault.range.end - fault.range.start > 2 ? fault.range : (keyOf(patchOf(node), 'value') ?? where);
      report(place, t('Without "typed_config" Envoy does not know which extension this is.'));
    }
  },
});

function patchOf(node: MapNode | SeqNode): MapNode | undefined {
  return node.kind === 'map' ? mapAt(node, 'patch') : undefined;
}
