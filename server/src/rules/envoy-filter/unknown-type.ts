import { t } from '../../l10n.ts';
import { envoyMessage, envoyMessageNames } from '../../schema/envoy-types.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { faultsOfPatch } from '../envoy-patches.ts';
import { shown } from '../schema-texts.ts';

/** Names such as Envoy gives today: a newer Envoy may have more of them than we know. */
const OF_TODAY = /^envoy\.[a-z0-9_.]+\.v[3-9](?:alpha)?\.[A-Z]\w*$/;

export default defineFieldRule({
  id: 'envoy-filter/unknown-type',
  alias: 'ef-value-type',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t('`@type` names a message of Envoy’s API v3; Istio refuses a patch with a type that it does not know.'),
    details: t(
      'Envoy dropped its API v2 in 2021. Most of what was `envoy.config.filter.http.lua.v2.Lua` is `envoy.extensions.filters.http.lua.v3.Lua` today; some fields have changed as well, so compare with Envoy’s documentation of the new type. A type of the usual form that is not known here may be newer than this list, and is only a warning.',
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
          name: envoy.filters.http.lua
          typed_config:
            "@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua
            inlineCode: function envoy_on_request(handle) end
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
          name: envoy.filters.http.lua
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
            inlineCode: function envoy_on_request(handle) end
`,
    sources: [
      'istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateEnvoyFilter',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/api',
    ],
  }),
  check({ node }, { entry, report }) {
    for (const fault of faultsOfPatch(node)) {
      if (fault.code === 'missing-type') {
        report(fault.range, t('"@type" is missing, which says what this is; Istio refuses the patch.'));
      }
      if (fault.code !== 'unknown-type') continue;
      const { node: place, name } = fault;
      const prefix = place.text.slice(0, place.text.length - name.length);
      report(
        place,
        name.includes('.v2.')
          ? t('"{0}" is of Envoy’s old API v2; Istio refuses it.', shown(name))
          : OF_TODAY.test(name)
            ? t('No type "{0}" is known here; Istio refuses those that its release does not know.', shown(name))
            : t('Envoy has no type "{0}"; Istio refuses the patch.', shown(name)),
        {
          ...(OF_TODAY.test(name) ? { severity: 'warning' as const } : {}),
          fixes: () => {
            const meant = typeOfToday(name) ?? namesake(name);
            const edits = meant === undefined ? [] : [changeText(entry, place, `${prefix || PREFIX}${meant}`)];
            return meant === undefined ? [] : [{ title: t('Change to "{0}"', meant), edits }];
          },
        },
      );
    }
  },
});

const PREFIX = 'type.googleapis.com/';

/** The same type in API v3, where its package has changed in the usual way. */
function typeOfToday(name: string): string | undefined {
  const old = /^envoy\.config\.filter\.(http|network|listener)\.(\w+)\.v2(?:alpha\d*)?\.(\w+)$/.exec(name);
  if (!old) return undefined;
  const [, layer = '', filter = '', message = ''] = old;
  const today = `envoy.extensions.filters.${layer}.${filter === 'rate_limit' ? 'ratelimit' : filter}.v3.${message}`;
  return envoyMessage(today) && today;
}

/** The only type with the same last name. */
function namesake(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const found = envoyMessageNames().filter((other) => other.toLowerCase().endsWith(`.${last}`));
  return found.length === 1 ? found[0] : undefined;
}
