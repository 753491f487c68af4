import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ExcludedField, Exclusion } from '../../schema/findings.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { dereference, mapValue, pairOf } from '../../yaml/node-access.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { addField, changeText, removePair } from '../edits.ts';
import { keyText } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/excluded-field',
  findings: ['excluded-field'],
  docs: () => ({
    summary: t(
      'A field must not be set where another one leaves no room for it; the API server refuses the two together.',
    ),
    details: t(
      'A ServiceEntry whose `resolution` is `NONE`, which it also is when absent, has no `endpoints`: the address that the client asked for is used. With `DNS_ROUND_ROBIN` there is at most one endpoint, and address ranges need `STATIC` or `NONE`. A Unix socket has no ports. `portLevelMtls` needs a selector with labels, since ports belong to workloads. A target reference stays inside its namespace.',
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
  resolution: NONE
  endpoints:
    - address: 172.29.9.61
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
  resolution: STATIC
  endpoints:
    - address: 172.29.9.61
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report(finding, { report, entry }) {
    report(finding.range, messageFor(finding.reason, keyText(finding.pair)), { fixes: () => fixesFor(finding, entry) });
  },
});

function messageFor(reason: Exclusion, field: string): string {
  switch (reason) {
    case 'socket-ports':
      return t('A Unix socket has no ports; Istio refuses "ports" beside an address that starts with unix://.');
    case 'endpoints-none':
      return t(
        'With resolution NONE, which is also meant where none is set, there are no endpoints; Istio refuses them.',
      );
    case 'endpoints-round-robin':
      return t('With resolution DNS_ROUND_ROBIN there is at most one endpoint; Istio refuses more.');
    case 'cidr-resolution':
      return t('An address range needs resolution STATIC or NONE; Istio refuses it with any other.');
    case 'removed-tag-value':
      return t('A tag that is removed takes no value; Istio refuses one.');
    case 'host-env-value':
      return t('With valueFrom HOST the value comes from the proxy itself; Istio refuses one that is written.');
    case 'waypoint-context':
      return t('"waypoint" matches only where the context is WAYPOINT; Istio refuses it elsewhere.');
    case 'service-accounts':
      return t('Beside service accounts Istio refuses "{0}": a service account says both already.', field);
    case 'port-mtls-selector':
      return t('Ports belong to workloads: Istio refuses "portLevelMtls" without a selector that has labels.');
    case 'reference-namespace':
      return t('A policy applies in its own namespace; Istio refuses a namespace in a target reference.');
  }
}

function fixesFor({ map, pair, reason }: ExcludedField, entry: ResourceEntry): Fix[] {
  const fixes: Fix[] = [];
  if (reason === 'endpoints-none' || reason === 'cidr-resolution') {
    const resolution = dereference(mapValue(map, 'resolution'));
    const edit =
      resolution?.kind === 'scalar'
        ? changeText(entry, resolution, 'STATIC')
        : pairOf(map, 'resolution')
          ? undefined
          : addField(entry, map, 'resolution', 'STATIC');
    if (edit) fixes.push({ title: t('Set the resolution to STATIC'), edits: [edit] });
  }
  if (reason === 'endpoints-round-robin' || reason === 'cidr-resolution') return fixes;
  const removal = removePair(entry, map, pair);
  if (removal) fixes.push({ title: t('Remove "{0}"', keyText(pair)), edits: [removal] });
  return fixes;
}
