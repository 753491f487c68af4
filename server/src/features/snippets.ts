/** The snippets: what a new resource, or a set of resources that belong together, may begin as. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import type { SnippetOffer, SnippetPlace, SnippetsParams, SnippetsResult } from '../protocol.ts';
import type { IndexedFile } from '../workspace/indexed-file.ts';
import { isKustomizationFile } from '../workspace/kustomization.ts';
import { templateUse } from '../workspace/template-text.ts';
import { lineBreakOf } from './insertion.ts';
import { SNIPPET_FILES, type SnippetText } from './snippet-texts.generated.ts';

export interface Snippet extends Omit<SnippetOffer, 'preview'> {
  /** The kinds in it, in their order, each once. */
  readonly kinds: readonly string[];
  /** What a person may type to find it, the label first. */
  readonly words: readonly string[];
}

/** The namespace that a snippet proposes; empty where its resources are to name none. */
type Namespace = string;

const DEFAULT_NAMESPACE: Namespace = 'default';

/** So many files of a folder tell which namespace is usual there. */
const MAX_ASKED = 50;

/** All snippets, scenarios first, in the order in which they are offered. */
export function snippets(namespace: Namespace = DEFAULT_NAMESPACE): Snippet[] {
  return (['scenarios', 'kinds'] as const).flatMap((group) =>
    SNIPPET_FILES[group](t).map((text) => toSnippet(text, group, namespace)),
  );
}

function toSnippet(
  { name, label, description, prefixes, body }: SnippetText,
  group: SnippetOffer['group'],
  namespace: Namespace,
): Snippet {
  const found = [...body.matchAll(/^kind: (\w+)$/gm)].map((match) => match[1] ?? '');
  const kinds = [...new Set(found)];
  const counted = kinds.map((kind) => {
    const count = found.filter((each) => each === kind).length;
    return count === 1 ? kind : t('{0} × {1}', count, kind);
  });
  const apiVersion = /^apiVersion: (.*)$/m.exec(body)?.[1] ?? '';
  return {
    id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    group,
    label,
    description,
    summary: group === 'kinds' ? apiVersion : counted.join(', '),
    body: inNamespace(body, namespace),
    kinds,
    words: [label, ...prefixes, ...kinds],
  };
}

const NAMESPACE_STOP = /^ {2}namespace: \$\{(\d+):default\}$/m;

/** The body of a snippet with `namespace` proposed wherever it says `default`. */
function inNamespace(body: string, namespace: Namespace): string {
  const number = NAMESPACE_STOP.exec(body)?.[1];
  if (number === undefined || namespace === DEFAULT_NAMESPACE) return body;
  if (namespace !== '') return body.replace(NAMESPACE_STOP, () => `  namespace: \${${number}:${namespace}}`);
  return (
    body
      .replace(NAMESPACE_STOP, '')
      .replace(new RegExp(`^ {2}namespace: \\$${number}$`, 'gm'), '')
      .replace(/\n\n/g, '\n')
      // Elsewhere the name is needed: in the identity of a caller.
      .replace(new RegExp(`\\$${number}(?!\\d)`, 'g'), DEFAULT_NAMESPACE)
  );
}

// `$1`, `${1}`, `${2|A,B|}`, and `${3:value}` whose value may hold `$1`.
const STOP = /\$(\d+)|\$\{(\d+)(?:\|([^|]*)\||:((?:[^{}$]|\$\d+)*))?\}/g;

/** The text of a snippet in which nobody changes anything, or in which `choose` chooses. */
export function expandSnippet(
  body: string,
  choose: (choices: readonly string[]) => string | undefined = ([first]) => first,
): string {
  const values = new Map<string, string>();
  const fill = (text: string): string =>
    text.replace(STOP, (_, bare?: string, number?: string, choices?: string, value?: string) => {
      const key = bare ?? number ?? '';
      const own = choices === undefined ? value : choose(choices.split(','));
      if (own !== undefined) values.set(key, fill(own));
      return values.get(key) ?? '';
    });
  return fill(body);
}

/**
 * The namespace of the resources that a new one in `file` would join: those of the file, else those of its folder. Empty
 * where they name none; without any, the namespace `default`.
 */
export function namespaceFor(engine: Engine, file: IndexedFile): Namespace {
  const own = namespacesIn(engine, file);
  if (own.length > 0) return own.at(-1) ?? DEFAULT_NAMESPACE;
  const counts = new Map<Namespace, number>();
  let asked = 0;
  for (const other of engine.meshOf(file.uri)?.files.values() ?? []) {
    if (other.place.directory !== file.place.directory) continue;
    for (const namespace of namespacesIn(engine, other)) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
    if (++asked === MAX_ASKED) break;
  }
  const [most] = [...counts].sort((left, right) => right[1] - left[1]);
  return most?.[0] ?? DEFAULT_NAMESPACE;
}

function namespacesIn(engine: Engine, { uri }: IndexedFile): Namespace[] {
  const resources = engine.entriesOf(uri).map(({ resource }) => resource);
  const namespaced = resources.filter(({ kind }) => kind !== 'Namespace');
  return namespaced.map(({ namespace = '' }) => (/^[a-z0-9-]*$/.test(namespace) ? namespace : DEFAULT_NAMESPACE));
}

/** Files that begin as something else than a resource, or are not written in YAML's block style. */
const OTHER_FILES =
  /(?:^|\/)(?:(?:docker-)?compose[^/]*|chart|values[^/]*|mkdocs|\.gitlab-ci|\.pre-commit-config|azure-pipelines|pnpm-\w+)\.ya?ml$|\/\.github\/|\.jsonc?$/i;

/** Whether what begins in the file may be a resource. */
export function isForResources({ uri, place, isTemplate }: IndexedFile): boolean {
  return !place.isPatch && !isTemplate && !isKustomizationFile(place.fileName) && !OTHER_FILES.test(uri);
}

const SEPARATOR = '---';

/**
 * What to insert before a resource that begins behind `before`, in a document of which `after` is the rest: nothing in an
 * empty document, a line that ends the resource before. `undefined` where none can begin.
 */
export function separatorBetween(before: string, after: string): string | undefined {
  if (!isBlank(after)) return undefined;
  if (isBlank(before)) return '';
  return looksComplete(before) ? `${SEPARATOR}${lineBreakOf(before)}` : undefined;
}

function holdsResource(text: string): boolean {
  const keys = topKeys(text);
  return keys.includes('apiVersion') && keys.includes('kind');
}

/** Whether the resource has more than a head: whoever types a key below may be about to add what it is missing. */
function looksComplete(text: string): boolean {
  return holdsResource(text) && topKeys(text).some((key) => !HEAD.has(key));
}

const HEAD: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

function topKeys(text: string): string[] {
  return [...text.matchAll(/^["']?([A-Za-z]+)["']?[ \t]*:/gm)].map((match) => match[1] ?? '');
}

/** Comments, directives and the marks of a document say nothing. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^(?:\s*(?:#.*)?|---(?:\s.*)?|\.\.\.\s*|%.*)$/.test(line));
}

/** What a client asks for to let a person choose. */
export function snippetsFor(engine: Engine, { uri, folder }: SnippetsParams): SnippetsResult {
  const file = uri === undefined ? undefined : engine.file(uri);
  const beside = file ?? (folder === undefined ? undefined : fileIn(engine, folder));
  const place = file && placeInFile(file);
  const found = snippets(beside && namespaceFor(engine, beside));
  return {
    snippets: found.map(({ kinds: _, words: __, ...offer }) => ({ ...offer, preview: expandSnippet(offer.body) })),
    ...(place && { place }),
  };
}

/** Some file of the folder, `undefined` if there is none. */
function fileIn(engine: Engine, folder: string): IndexedFile | undefined {
  const start = `${folder.replace(/\/$/, '')}/`;
  const uri = [...engine.uris].find((each) => each.startsWith(start) && !each.includes('/', start.length));
  return uri === undefined ? undefined : engine.file(uri);
}

/** Where a new resource goes into a file: behind all that is there. `undefined` where it does not belong there. */
function placeInFile(file: IndexedFile): SnippetPlace | undefined {
  if (!isForResources(file)) return undefined;
  const { text, slots } = file.source;
  if (!isBlank(text) && !holdsResource(text)) return undefined;
  const last = slots.at(-1);
  if (last && templateUse(last.document) !== 'none') return undefined;
  const end = text.trimEnd().length;
  const lineBreak = lineBreakOf(text);
  const before = text.slice(last?.start ?? 0, end);
  const separator = isBlank(before) ? '' : `${SEPARATOR}${lineBreak}`;
  return {
    range: { start: file.source.positionAt(end), end: file.source.positionAt(text.length) },
    before: end === 0 ? '' : `${lineBreak}${separator}`,
  };
}
