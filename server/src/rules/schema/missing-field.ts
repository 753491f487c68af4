import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { MissingField } from '../../schema/findings.ts';
import type { SchemaNode } from '../../schema/schema-node.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { YamlValue } from '../../yaml/write-scalar.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { addField } from '../edits.ts';

/** What a field that must be there is filled with: something valid that is plainly to be changed. */
const EXAMPLES: Readonly<Record<string, YamlValue>> = {
  address: '192.0.2.1',
  claim: 'sub',
  command: ['/bin/true'],
  destination: { host: 'example.com' },
  duration: '30s',
  header: 'x-user',
  host: 'example.com',
  hosts: ['example.com'],
  inlineCode: 'function envoy_on_request(handle) end',
  key: 'request.headers[x-token]',
  match: [{ sniHosts: ['example.com'] }],
  name: 'example',
  number: 80,
  port: 80,
  protocol: 'HTTP',
  sniHosts: ['example.com'],
  status: 503,
  targetHost: 'example.com',
  targetPort: 443,
  template: {},
  url: 'oci://example.com/plugin:1.0',
  value: 'example',
};

export default defineSchemaRule({
  id: 'schema/missing-field',
  alias: 'obj-missing-spec',
  findings: ['missing-field'],
  docs: () => ({
    summary: t('Fields that a resource cannot do without must be there; the API server refuses it otherwise.'),
    details: t(
      'Which fields these are depends on the kind: a ServiceEntry needs `hosts`, a port a `number` and a `name`, a destination a `host`, every resource a `metadata.name`. A field that is null counts as absent.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report(finding, { report, entry }) {
    const { field, alternative } = finding;
    const message =
      alternative === undefined
        ? t('"{0}" is missing; the API server refuses the resource without it.', field)
        : t(
            '"{0}" is missing; without it, or "{1}" in its place, the API server refuses the resource.',
            field,
            alternative,
          );
    report(finding.range, message, { fixes: () => fixesFor(finding, entry) });
  },
});

function fixesFor({ map, field, schema }: MissingField, entry: ResourceEntry): Fix[] {
  const [outer, inner] = field.split('.');
  const value = inner === undefined ? exampleOf(field, schema) : { [inner]: EXAMPLES[inner] ?? 'example' };
  const edit = value === undefined || outer === undefined ? undefined : addField(entry, map, outer, value);
  return edit ? [{ title: t('Add "{0}"', field), edits: [edit], isPreferred: true }] : [];
}

function exampleOf(field: string, owner: SchemaNode | undefined): YamlValue | undefined {
  const schema = owner?.properties?.get(field)?.node;
  const known = EXAMPLES[field];
  if (schema === undefined) return known;
  switch (schema.type) {
    case 'string':
      return schema.enum?.[0] ?? (typeof known === 'string' ? known : 'example');
    case 'integer':
      return typeof known === 'number' ? known : (schema.limits?.minimum ?? 1);
    case 'number':
      return schema.limits?.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return Array.isArray(known) ? known : undefined;
    case 'object':
      return objectExample(schema);
    default:
      return known;
  }
}

/** An object with what it must have itself. */
function objectExample(schema: SchemaNode): YamlValue | undefined {
  const value: Record<string, YamlValue> = {};
  for (const field of schema.required) {
    const example = exampleOf(field, schema);
    if (example === undefined) return undefined;
    value[field] = example;
  }
  return value;
}
