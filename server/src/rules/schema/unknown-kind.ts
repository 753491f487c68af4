import { t } from '../../l10n.ts';
import { groupOf, istioGroups, kindOf } from '../../model/kinds.ts';
import type { ResourceBase } from '../../model/resource.ts';
import type { Fix } from '../../problem.ts';
import { schemaOf } from '../../schema/schema-store.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { dereference, mapValue } from '../../yaml/node-access.ts';
import { defineRule } from '../define-rule.ts';
import { changeText, replaceText } from '../edits.ts';
import { closest, shown } from '../schema-texts.ts';

export default defineRule({
  id: 'schema/unknown-kind',
  severity: 'error',
  kinds: ['UnknownKind'],
  rejects: true,
  docs: () => ({
    summary: t(
      'A resource of Istio must be of a kind that its group has; the API server knows nothing of it otherwise.',
    ),
    details: t(
      'A kind belongs to one group: services, routes and workloads to `networking.istio.io`, policies to `security.istio.io`, `Telemetry` to `telemetry.istio.io`, plugins to `extensions.istio.io`. The name of a kind is singular, and its case counts.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntries
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
`,
    sources: ['https://istio.io/latest/docs/reference/config/'],
  }),
  check(resource, { entry, report }) {
    const missing = ['apiVersion', 'kind'].find((field) => mapValue(resource.node, field) === undefined);
    if (missing !== undefined) {
      report(resource.kindNode, t('There is no "{0}" here; the API server refuses a resource without one.', missing), {
        fixes: () => versionFixes(resource, entry),
      });
      return;
    }
    const kind = resource.kindNode.text;
    if (kind.includes('${') || resource.apiVersion.includes('${')) return;
    const group = groupOf(resource.apiVersion);
    const kinds = istioGroups()[group];
    const home = Object.keys(istioGroups()).find((other) => kindOf(`${other}/v1`, kind) !== undefined);
    if (kinds && home === undefined) {
      report(resource.kindNode, t('{0} has no kind "{1}"; the API server refuses it.', group, shown(kind)), {
        fixes: () => kindFixes(resource, kinds, entry),
      });
      return;
    }
    const version = dereference(mapValue(resource.node, 'apiVersion'));
    if (version?.kind !== 'scalar' || home === undefined) return;
    const served = schemaOf(home, kind)?.versions[0];
    report(
      version,
      t('{0} is not of the group "{1}" but of {2}; the API server refuses it.', kind, shown(group), home),
      {
        fixes: () => {
          if (served === undefined) return [];
          const meant = `${home}/${served}`;
          return [
            { title: t('Change to "{0}"', meant), edits: [changeText(entry, version, meant)], isPreferred: true },
          ];
        },
      },
    );
  },
});

/** The version that the kind has, in front of it. */
function versionFixes({ kindNode, apiVersion }: ResourceBase, entry: ResourceEntry): Fix[] {
  const { text } = entry.resource.document;
  const lineStart = text.lastIndexOf('\n', kindNode.start) + 1;
  const group = Object.keys(istioGroups()).find((other) => kindOf(`${other}/v1`, kindNode.text) !== undefined);
  const version = group === undefined ? undefined : schemaOf(group, kindNode.text)?.versions[0];
  if (apiVersion !== '' || version === undefined || !/^kind: *$/.test(text.slice(lineStart, kindNode.start))) return [];
  const line = `apiVersion: ${group}/${version}`;
  const edit = replaceText(entry, { start: lineStart, end: lineStart }, `${line}\n`);
  return [{ title: t('Add "{0}"', line), edits: [edit], isPreferred: true }];
}

function kindFixes({ kindNode }: ResourceBase, kinds: readonly string[], entry: ResourceEntry): Fix[] {
  const written = kindNode.text;
  const meant = closest(written.replace(/ies$/, 'y').replace(/([^s])s$/, '$1'), kinds) ?? closest(written, kinds);
  if (meant === undefined) return [];
  return [{ title: t('Change to "{0}"', meant), edits: [changeText(entry, kindNode, meant)], isPreferred: true }];
}
