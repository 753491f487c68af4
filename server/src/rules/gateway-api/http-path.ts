import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt, wordAt } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

const CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

export default defineFieldRule({
  id: 'gateway-api/http-path',
  alias: 'gwapi-http-path',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.rules[].matches[].path'],
  docs: () => ({
    summary: t(
      'A path to compare with starts with a slash and is written as it arrives: no `//`, `/./`, `/../`, encoded slash or `#`; the API server refuses others.',
    ),
    details: t(
      'Paths are cleaned up before they are compared, so those could never match. Characters beyond those of URLs are written as `%` and two hexadecimal digits. `RegularExpression` is not checked.',
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
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: whoami
      backendRefs:
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
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /whoami
      backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httppathmatch',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const type = wordAt(node, 'type', 'PathPrefix');
    const path = textAt(node, 'value');
    if (!path || (type !== 'PathPrefix' && type !== 'Exact')) return;
    const message = faultOf(path.value);
    if (message === undefined) return;
    report(path.node, message, {
      fixes: () => {
        const meant = meantPath(path.value);
        return meant !== path.value && faultOf(meant) === undefined ? changeFixes(entry, path.node, meant) : [];
      },
    });
  },
});

function faultOf(path: string): string | undefined {
  if (!path.startsWith('/')) return t('A path starts with a slash; the API server refuses "{0}".', shown(path));
  const part =
    ['//', '/./', '/../', '#'].find((text) => path.includes(text)) ??
    /%2f/i.exec(path)?.[0] ??
    ['/..', '/.'].find((text) => path.endsWith(text));
  if (part !== undefined) return t('No path that arrives has "{0}" in it; the API server refuses it.', part);
  if (CHARACTERS.test(path)) return undefined;
  return path.includes('?')
    ? t('A path ends before the "?"; the API server refuses "{0}". Queries have "queryParams".', shown(path))
    : t('The API server refuses "{0}": a path has only the characters of URLs.', shown(path));
}

function meantPath(path: string): string {
  return `/${path}`
    .replace(/[?#].*$/, '')
    .replace(/%2f/gi, '/')
    .replace(/\/{2,}/g, '/');
}
