/** Documentation for the findings `yaml/…`, which come from reading the text and not from a rule. */
import { t } from '../l10n.ts';
import type { YamlProblemCode } from '../yaml/nodes.ts';
import type { RuleDocs } from './define-rule.ts';
import type { BookEntry } from './rule-book.ts';

const SOURCE = 'https://yaml.org/spec/1.2.2/';

const DOCS: Readonly<Record<YamlProblemCode, () => RuleDocs>> = {
  syntax: () => ({
    summary: t('The text must be YAML; otherwise nothing in this document reaches the cluster.'),
    details: t(
      'A client such as kubectl refuses the whole document at the first fault. The first fault is reported; what follows from it is not. The other documents of the file are read as usual.',
    ),
    invalid: `
//- gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
 namespace: mesh
`,
    valid: `
//- gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: mesh
`,
    sources: [SOURCE],
  }),
  'duplicate-key': () => ({
    summary: t('A key may stand only once in a mapping; of several values the last one counts, in silence.'),
    details: t(
      'Somebody reading the file may take the first value for the one that holds. Remove one of the two, or merge what they hold. Strict readers refuse such a document.',
    ),
    invalid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm-1}
spec:
  address: 192.168.0.10
  address: 192.168.0.11
`,
    valid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm-1}
spec:
  address: 192.168.0.10
`,
    sources: [SOURCE],
  }),
  'unknown-anchor': () => ({
    summary: t('An alias (*name) must stand after the anchor (&name) that it repeats.'),
    details: t('Anchors hold within one document: one above a "---" is not known below it.'),
    invalid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm-1, labels: *labels}
spec: {address: 192.168.0.10}
`,
    valid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm-1, labels: &labels {app: whoami}}
spec: {address: 192.168.0.10, labels: *labels}
`,
    sources: [`${SOURCE}#71-alias-nodes`],
  }),
  'cyclic-alias': () => ({
    summary: t('An alias must not stand inside the very value that it repeats.'),
    details: t('Such a value would contain itself without end; Kubernetes cannot take it. Write the value out.'),
    invalid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: &metadata {name: vm-1, annotations: *metadata}
spec: {address: 192.168.0.10}
`,
    valid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm-1}
spec: {address: 192.168.0.10}
`,
    sources: [`${SOURCE}#71-alias-nodes`],
  }),
  'alias-too-large': () => ({
    summary: t('Aliases must not blow a document up: written out, it would be too large to read.'),
    details: t(
      'Aliases of aliases multiply. Clients refuse such documents to protect themselves; write the values out, or repeat less.',
    ),
    invalid: `
//- bomb.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: bomb}
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
h: [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
`,
    valid: `
//- bomb.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: bomb}
a: &a [x, x, x, x, x, x, x, x, x, x]
b: [*a, *a]
`,
    sources: [`${SOURCE}#71-alias-nodes`],
  }),
  'tab-indentation': () => ({
    summary: t('Only spaces indent in YAML; a tab at the start of a line makes the document unreadable.'),
    details: t('Replace the tab by spaces, as many as the lines beside it have.'),
    invalid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
\tname: vm-1
`,
    valid: `
//- entry.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: vm-1
`,
    sources: [`${SOURCE}#61-indentation-spaces`],
  }),
  'too-deep': () => ({
    summary: t('Values must not be nested so deeply that no reader follows.'),
    details: t('No Kubernetes resource comes near this depth: the text is damaged or was made by a faulty program.'),
    invalid: `
//- deep.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: deep}
data: ${'['.repeat(250)}${']'.repeat(250)}
`,
    valid: `
//- deep.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: deep}
data: {}
`,
    sources: [SOURCE],
  }),
  'too-large': () => ({
    summary: t('A document must not have so many entries and punctuation that reading it takes seconds.'),
    details: t(
      'Documents with hundreds of thousands of entries are damaged, or data that does not belong into a resource: the API server refuses objects above 1.5 MB. Split it, or keep the data elsewhere.',
    ),
    invalid: `
//- large.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: large}
data:
  list: [{a: 1}, {a: 2}, {a: 3}]
  # and so on, hundreds of thousands of times
`,
    valid: `
//- large.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: large}
data:
  list: '[{"a": 1}, {"a": 2}, {"a": 3}]'
`,
    sources: [SOURCE],
  }),
};

/** What is read all the same; everything else makes clients refuse the document. */
const SURPRISES: ReadonlySet<string> = new Set<YamlProblemCode>(['duplicate-key']);

/** One entry for each code that reading a text can give. */
export const YAML_RULES: readonly BookEntry[] = Object.entries(DOCS).map(([code, docs]) => ({
  id: `yaml/${code}`,
  severity: SURPRISES.has(code) ? 'warning' : 'error',
  rejects: !SURPRISES.has(code),
  docs,
}));
