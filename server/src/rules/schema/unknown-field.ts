import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { UnknownField } from '../../schema/findings.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText, removePair } from '../edits.ts';
import { closest, keyText, shown } from '../schema-texts.ts';

/** Fields that other kinds spell otherwise; people take the one for the other. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  matchLabels: ['labels'],
  labels: ['matchLabels'],
  url: ['uri', 'jwksUri'],
  matches: ['match'],
  routes: ['route'],
  rules: ['http'],
  servicePort: ['targetPort'],
  containerPort: ['targetPort'],
  port: ['number'],
  backendRefs: ['route'],
  hostname: ['host', 'hosts'],
  hostnames: ['hosts'],
  selector: ['workloadSelector'],
  workloadSelector: ['selector'],
};

export default defineSchemaRule({
  id: 'schema/unknown-field',
  alias: 'obj-unknown-field',
  findings: ['unknown-field'],
  docs: () => ({
    summary: t(
      'Every field must be one that the kind has; otherwise kubectl refuses the file, or the API server drops the field in silence.',
    ),
    details: t(
      'The names of fields count to the letter: `Hosts`, `traffic_policy` and `portss` are other fields than the ones that were meant. With strict validation, which kubectl asks for, the file is refused; without it the field is dropped, and the resource does less than it seems to say.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  locaity: us/us-east-1
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  locality: us/us-east-1
`,
    sources: ['https://istio.io/latest/docs/reference/config/', 'istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report(finding, { report, entry }) {
    const meant = meantField(finding);
    const name = shown(finding.key.text);
    const message =
      meant === undefined
        ? t('There is no field "{0}" here; kubectl refuses it, and without kubectl it is dropped.', name)
        : t('There is no field "{0}" here; did you mean "{1}"?', name, meant);
    report(finding.range, message, { fixes: () => fixesFor(finding, meant, entry) });
  },
});

/** A field of the schema that is not there yet and was probably meant. */
function meantField({ key, map, schema }: UnknownField): string | undefined {
  const present = new Set(map.pairs.map(keyText));
  const free = (schema.properties?.all ?? []).map(({ name }) => name).filter((name) => !present.has(name));
  return (OTHER_NAMES[key.text] ?? []).find((name) => free.includes(name)) ?? closest(key.text, free);
}

function fixesFor({ key, map, pair }: UnknownField, meant: string | undefined, entry: ResourceEntry): Fix[] {
  const fixes: Fix[] = [];
  if (meant !== undefined) {
    fixes.push({ title: t('Change to "{0}"', meant), edits: [changeText(entry, key, meant)], isPreferred: true });
  }
  const removal = removePair(entry, map, pair);
  if (removal) fixes.push({ title: t('Remove "{0}"', shown(key.text)), edits: [removal] });
  return fixes;
}
