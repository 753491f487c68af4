import { t } from '../../l10n.ts';
import type { WrongForm } from '../../schema/findings.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/wrong-form',
  findings: ['wrong-form'],
  docs: () => ({
    summary: t('Text must have the form that its field asks for; the API server refuses it otherwise.'),
    details: t(
      'Names of ports are letters, digits and dashes, at most 62 of them. A Unix socket is `unix://` and an absolute path, or `unix://@` and a name, and does not end with a slash. Keys are fetched from `http://` or `https://`, Wasm modules also from `oci://` and `file://`; a checksum is 64 hexadecimal digits in lower case.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: unix://run/whoami.sock
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: unix:///run/whoami.sock
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report(finding, { report }) {
    report(finding.range, messageFor(finding));
  },
});

function messageFor({ form, node, pattern }: WrongForm): string {
  const text = shown(node.text);
  switch (form) {
    case 'base64':
      return t(
        '"{0}" is not base64 as the API server reads it: letters, digits, + and /, filled up with = to fours.',
        text,
      );
    case 'dns-name':
      return t(
        '"{0}" is no DNS name: lower-case letters, digits, dashes and dots, each part starting and ending with a letter or digit.',
        text,
      );
    case 'dns-label':
    case 'service-name':
    case 'port-name':
      return t(
        '"{0}" is no name for a port: at most 62 letters, digits and dashes, starting and ending with a letter or digit.',
        text,
      );
    case 'kind-name':
      return t('"{0}" is no kind: letters, digits and dashes, starting with a letter.', text);
    case 'sha256':
      return t('"{0}" is no checksum: 64 hexadecimal digits in lower case.', text);
    case 'header-name':
      return t('"{0}" is no header name that Istio takes here: letters, digits, dashes and underscores.', text);
    case 'port-key':
      return t('"{0}" is no port number; Istio finds the port by its number here.', text);
    case 'module-url':
      return t('"{0}" is no place that Istio fetches modules from: oci://, http://, https:// or file://.', text);
    case 'http-url':
      return t('"{0}" is no URL that Istio fetches keys from: it starts with http:// or https://.', text);
    case 'host-not-lone-wildcard':
      return t(
        'A ServiceEntry cannot stand for every host; Istio refuses "*" alone. A domain such as *.example.com is taken.',
      );
    case 'absolute-socket':
      return t('"{0}" is no Unix socket: after unix:// comes an absolute path, or @ and a name.', text);
    case 'socket-file':
      return t('"{0}" names a folder; a Unix socket is a file.', text);
    default:
      return t('"{0}" does not have the form {1}, which the API server asks for.', text, pattern ?? '');
  }
}
