import { t } from '../../l10n.ts';
import { groupOf, KINDS } from '../../model/kinds.ts';
import type { IstioRelease } from '../../schema/istio-release.ts';
import { schemaOf } from '../../schema/schema-store.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';

const ISTIO = KINDS.filter(({ group }) => group.endsWith('.istio.io'));
const ISTIO_KINDS = ISTIO.map(({ name }) => name);

/** The kinds that a release serves as `v1`. */
const servedAsV1 = new Map<IstioRelease, ReadonlySet<string>>();

function isServedAsV1(kind: string, release: IstioRelease): boolean {
  let kinds = servedAsV1.get(release);
  if (!kinds) {
    kinds = new Set(
      ISTIO.flatMap(({ name, group }) => (schemaOf(group, name, release)?.versions.includes('v1') ? [name] : [])),
    );
    servedAsV1.set(release, kinds);
  }
  return kinds.has(kind);
}

export default defineFieldRule({
  id: 'object/old-version',
  alias: 'obj-old-version',
  severity: 'hint',
  kinds: ISTIO_KINDS,
  at: ISTIO_KINDS.map((kind) => `${kind}:`),
  docs: () => ({
    summary: t('A resource is best written in the version `v1` where Istio serves it.'),
    details: t(
      'The versions of a kind have the same fields, so nothing else changes. `v1` of networking.istio.io exists since Istio 1.22; older clusters need `v1beta1`. Set the release that you run (`istioWorkloads.istioVersion`) and the hint goes where it does not hold.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1beta1
kind: WorkloadEntry
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
    sources: ['https://istio.io/latest/blog/2024/v1-apis/'],
  }),
  check({ node }, { entry, report, release }) {
    const { apiVersion, kind } = entry.resource;
    if (apiVersion.endsWith('/v1') || !isServedAsV1(kind, release)) return;
    const said = node.kind === 'map' ? textAt(node, 'apiVersion') : undefined;
    if (!said) return;
    const newest = `${groupOf(apiVersion)}/v1`;
    report(said.node, t('Istio serves this as "{0}" too, which is the version to stay.', newest), {
      fixes: () => [changeFix(entry, said.node, newest, true)],
    });
  },
});
