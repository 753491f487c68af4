import { t } from '../../l10n.ts';
import { mapValue } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, isSet, mapsIn, numberAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'gateway-api/parent-repeated',
  alias: 'gwapi-parentrefs',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.parentRefs'],
  docs: () => ({
    summary: t(
      'A route that names one parent several times says each time which listener or port it means; the API server refuses it otherwise.',
    ),
    details: t(
      'Without `sectionName` and `port` a route attaches to all listeners that take it, so naming the Gateway once is enough.',
    ),
    invalid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
      sectionName: http
    - name: whoami-gateway
  rules:
    - backendRefs:
        - name: whoami
          port: 80
`,
    valid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
      sectionName: http
    - name: whoami-gateway
      sectionName: https
  rules:
    - backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#parentreference',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const parents = new Map<string, MapNode[]>();
    for (const parent of mapsIn(node)) {
      const key = parentOf(parent);
      const before = parents.get(key);
      if (key === '') continue;
      if (before) before.push(parent);
      else parents.set(key, [parent]);
    }
    for (const [first, ...rest] of parents.values()) {
      if (!first) continue;
      const sections = [sectionOf(first)];
      for (const parent of rest) {
        const section = sectionOf(parent);
        const isUnclear = sections.some((other) => overlap(other, section));
        sections.push(section);
        if (!isUnclear) continue;
        report(
          mapValue(parent, 'name') ?? parent,
          t('The route names this parent already; the API server asks for different listeners or ports then.'),
          { related: [{ entry, node: mapValue(first, 'name') ?? first, message: t('the first one') }] },
        );
      }
    }
  },
});

/** A part of a parent: a listener by name, a port, both or neither. */
interface Section {
  readonly name: string;
  readonly port: number | undefined;
}

/** Tells a parent from others; empty where it is not known which one it will be. */
function parentOf(parent: MapNode): string {
  const group = isSet(parent, 'group')
    ? (asText(mapValue(parent, 'group'))?.value ?? undefined)
    : 'gateway.networking.k8s.io';
  const kind = wordAt(parent, 'kind', 'Gateway');
  const name = wordAt(parent, 'name', '');
  const namespace = wordAt(parent, 'namespace', '');
  if (group === undefined || !kind || !name || namespace === undefined) return '';
  return `${group}/${kind}/${namespace}/${name}`;
}

/** The part of the parent that is meant; `undefined` where it is not known. */
function sectionOf(parent: MapNode): Section | undefined {
  const name = wordAt(parent, 'sectionName', '');
  const port = numberAt(parent, 'port')?.value;
  return name === undefined || (port === undefined && isSet(parent, 'port')) ? undefined : { name, port };
}

/** Whether two parts may be the same; only one of two with a name, or of two of one name with a port, is unclear. */
function overlap(left: Section | undefined, right: Section | undefined): boolean {
  if (!left || !right) return false;
  if ((left.name === '') !== (right.name === '')) return true;
  if (left.name !== right.name) return false;
  return left.port === right.port || (left.port === undefined) !== (right.port === undefined);
}
