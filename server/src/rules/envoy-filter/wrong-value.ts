import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { EnvoyFault } from '../../schema/envoy-values.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { scalarValue } from '../../yaml/scalar-value.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeValue } from '../edits.ts';
import { faultsOfPatch } from '../envoy-patches.ts';
import { closest, describeValue, listOf, shown } from '../schema-texts.ts';

export default defineFieldRule({
  // Part of `ef-value-type`.
  id: 'envoy-filter/wrong-value',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t('What is patched in has the types of Envoy’s configuration; Istio refuses a value that does not fit.'),
    details: t(
      'The value of a patch is a piece of Envoy’s own configuration: a Cluster for `applyTo: CLUSTER`, an HTTP filter for HTTP_FILTER and so on. Durations have a unit (`5s`), booleans stand without quotes, and words such as `ROUND_ROBIN` are those of Envoy.',
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
          connect_timeout: 3
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
      if (fault.code === 'unknown-word') {
        const { words, node: place } = fault;
        const few = words.length > 6 ? undefined : listOf(words);
        report(
          place,
          few === undefined
            ? t('Envoy knows no "{0}" here; Istio refuses the patch.', shown(place.text))
            : t('Envoy knows no "{0}" here, but {1}; Istio refuses the patch.', shown(place.text), few),
          { fixes: () => fixesFor(fault, entry) },
        );
      } else if (fault.code === 'wrong-type') {
        report(
          fault.range,
          t('Envoy takes {0} here, not {1}; Istio refuses the patch.', expected(fault.type), given(fault)),
          { fixes: () => fixesFor(fault, entry) },
        );
      } else if (fault.code === 'missing-value') {
        report(fault.range, t('A {0} stands in a field "value"; Istio refuses it without.', fault.name));
      }
    }
  },
});

function expected(type: string): string {
  switch (type.charAt(0)) {
    case '*':
    case 'L':
      return t('a list');
    case 'b':
      return t('true or false');
    case 's':
      return t('text');
    case 'y':
      return t('base64');
    case 'D':
      return t('a duration such as 5s');
    case 'T':
      return t('a time such as 2026-01-31T12:00:00Z');
    case 'd':
      return t('a number');
    case 'i':
    case 'I':
      return t('a whole number');
    case 'u':
    case 'U':
      return t('a whole number from 0 on');
    case '.':
      return t('one of a few words');
    default:
      return t('a map of fields');
  }
}

function given({ node }: Extract<EnvoyFault, { code: 'wrong-type' }>): string {
  if (node.kind !== 'scalar') return describeValue(node);
  return typeof scalarValue(node) === 'string' ? `"${shown(node.text)}"` : describeValue(node);
}

function fixesFor(fault: EnvoyFault, entry: ResourceEntry): Fix[] {
  if (fault.code === 'unknown-word') {
    const meant = closest(fault.node.text, fault.words);
    return meant === undefined ? [] : [changeTo(entry, fault, meant)];
  }
  if (fault.code !== 'wrong-type' || fault.node.kind !== 'scalar') return [];
  const value = scalarValue(fault.node);
  if (fault.type === 'D' && typeof value === 'number' && value > 0) return [changeTo(entry, fault, `${value}s`)];
  if (fault.type === 's' && typeof value !== 'string') return [changeTo(entry, fault, fault.node.text)];
  if (fault.type === 'b' && (value === 'true' || value === 'false')) return [changeTo(entry, fault, value === 'true')];
  return [];
}

function changeTo(entry: ResourceEntry, { node }: { readonly node: unknown }, value: string | boolean): Fix {
  const scalar = node as Extract<EnvoyFault, { code: 'unknown-word' }>['node'];
  const title = typeof value === 'string' ? t('Change to "{0}"', value) : t('Take off the quotes');
  return { title, edits: [changeValue(entry, scalar, value)], isPreferred: true };
}
