/** Recognises text that is not YAML yet: Helm's and other Go templates, and documents too broken to be read. */
import { type KindName, kindOf, WORKLOAD_KINDS } from '../model/kinds.ts';
import { type Fact, UNKNOWN_SELECTORS_KEY, UNKNOWN_WORKLOADS_KEY } from '../references/fact-keys.ts';
import { dereference } from '../yaml/node-access.ts';
import type { YamlDocument, YamlNode } from '../yaml/nodes.ts';

/**
 * `document`: some value is filled in by a template, so this document is not what it seems. `file`: template code
 * stands outside quotes and may switch whole documents on and off.
 */
export type TemplateUse = 'none' | 'document' | 'file';

const OPENING = '{{';

/** How far `document` is a template. Braces in comments do not count. */
export function templateUse(document: YamlDocument): TemplateUse {
  if (!document.text.includes(OPENING)) return 'none';
  if (document.isBroken) return hasOpeningOutsideComment(document.text) ? 'file' : 'none';
  return useIn(document.root, 0);
}

const MANIFEST_KEY = /^[ \t]*(?:- )?["']?(?:apiVersion|kind)["']?[ \t]*:/m;

/** True if the text, readable or not, is meant to be a Kubernetes resource. */
export function looksLikeManifest(text: string): boolean {
  return MANIFEST_KEY.test(text);
}

const KIND_LINE = /^["']?kind["']?[ \t]*:[ \t]*["']?([A-Za-z]*)/gm;
const WORKLOADS: ReadonlySet<KindName> = new Set(WORKLOAD_KINDS);

/** The facts by which text that cannot be read counts as whatever it may turn out to hold. */
export function unknownFacts(text: string): readonly Fact[] {
  const kinds = [...text.matchAll(KIND_LINE)].map((match) => match[1] ?? '');
  if (kinds.length === 0)
    return /\{\{-?\s*(?:include|template|tpl)\b/.test(text) ? [WORKLOADS_FACT, SELECTORS_FACT] : [];
  const names = kinds.map(kindNamed);
  const facts: Fact[] = [];
  if (names.some((name) => name === undefined || WORKLOADS.has(name))) facts.push(WORKLOADS_FACT);
  if (names.some((name) => name === undefined || SELECTING.has(name))) facts.push(SELECTORS_FACT);
  return facts;
}

const WORKLOADS_FACT: Fact = { key: UNKNOWN_WORKLOADS_KEY, content: '' };
const SELECTORS_FACT: Fact = { key: UNKNOWN_SELECTORS_KEY, content: '' };
const SELECTING: ReadonlySet<KindName> = new Set<KindName>(['ServiceEntry', 'Service']);
const SEARCHED_GROUPS = ['networking.istio.io/v1', 'security.istio.io/v1', 'v1', 'apps/v1', 'batch/v1'];

/** The kind that a bare word names, whatever its group; `undefined` if the word could still become anything. */
function kindNamed(word: string): KindName | undefined {
  for (const apiVersion of SEARCHED_GROUPS) {
    const kind = kindOf(apiVersion, word);
    if (kind) return kind.name;
  }
  // A whole word that is none of ours is another kind, which neither selects nor is selected.
  return word.length > 0 && !WORKLOAD_PREFIXES.some((name) => name.startsWith(word)) ? 'ConfigMap' : undefined;
}

const WORKLOAD_PREFIXES: readonly string[] = [...WORKLOAD_KINDS, 'ServiceEntry', 'Service'];

function hasOpeningOutsideComment(text: string): boolean {
  for (let at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + 2)) {
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (!/(?:^|\s)#/.test(before)) return true;
  }
  return false;
}

function useIn(node: YamlNode | undefined, depth: number): TemplateUse {
  if (!node || node.kind === 'alias' || depth > 200) return 'none';
  if (node.kind === 'scalar') {
    if (!node.text.includes(OPENING)) return 'none';
    return node.style === 'plain' ? 'file' : 'document';
  }
  let use: TemplateUse = 'none';
  const children =
    node.kind === 'seq' ? node.items : node.pairs.flatMap((pair) => [pair.key as YamlNode | undefined, pair.value]);
  // `{{ .Values.name }}` without quotes reads as a flow map whose key is a flow map.
  if (node.kind === 'map' && node.flow && node.pairs.some((pair) => dereference(pair.key)?.kind === 'map'))
    return 'file';
  for (const child of children) {
    const found = useIn(child, depth + 1);
    if (found === 'file') return 'file';
    if (found === 'document') use = 'document';
  }
  return use;
}
