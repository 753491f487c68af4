/** From Istio's custom resource definitions to the one schema that yaml-language-server is given (`--crds`). */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { combineSchemas, KUBERNETES_KINDS } from './compact-schema.mjs';

/**
 * A structural OpenAPI schema as the JSON schema of draft 7 that says the same, strict about unknown fields. Rules in
 * CEL and other extensions are left out: the peer ignores them.
 * @param {unknown} node
 */
function toJsonSchema(node) {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (node === null || typeof node !== 'object') return node;
  const schema = {};
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith('x-kubernetes-') || key === 'nullable') continue;
    // Below these the keys are names of fields, not words of the schema language.
    schema[key] =
      key === 'properties'
        ? Object.fromEntries(Object.entries(value).map(([name, property]) => [name, toJsonSchema(property)]))
        : toJsonSchema(value);
  }
  if (node['x-kubernetes-int-or-string']) schema.type = ['integer', 'string'];
  const isClosed = node.type === 'object' && node.properties && !('additionalProperties' in node);
  if (isClosed && !node['x-kubernetes-preserve-unknown-fields']) schema.additionalProperties = false;
  return schema;
}

/**
 * @param {string} file A YAML file of CustomResourceDefinitions.
 * @returns {object} One schema for all kinds in it, and for Service and Deployment.
 */
export function schemaFromCrds(file) {
  const kinds = [];
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const definition = document.toJS();
    if (definition?.kind !== 'CustomResourceDefinition') continue;
    for (const version of definition.spec.versions) {
      const spec = version.schema?.openAPIV3Schema?.properties?.spec;
      if (!spec) continue;
      kinds.push({
        kind: definition.spec.names.kind,
        apiVersions: [`${definition.spec.group}/${version.name}`],
        spec: toJsonSchema(spec),
      });
    }
  }
  if (kinds.length === 0) throw new Error(`${file} holds no CustomResourceDefinition`);
  return combineSchemas([...kinds, ...KUBERNETES_KINDS]);
}
