/** What the API server asks of the metadata of every resource. */
import { dereference, pairOf } from '../../yaml/node-access.ts';
import { Scalar } from '../../yaml/node-classes.ts';
import type { MapNode, PairNode, ScalarNode, YamlDocument } from '../../yaml/nodes.ts';
import type { Check, Checked } from '../checks.ts';
import type { InvalidLabel, InvalidName } from '../findings.ts';
import { isNull, isPlaceholder } from '../scalars.ts';
import { keyNode, keysOf } from './reading.ts';

const DNS_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SERVICE_NAME = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LOWER_A = 97;

/** 1 for what may stand inside, 2 for what may also stand at the ends. */
const NAME_CHARACTERS = new Uint8Array(128);
const DNS_CHARACTERS = new Uint8Array(128);
for (const character of '-_.') NAME_CHARACTERS[character.charCodeAt(0)] = 1;
for (const character of '0123456789abcdefghijklmnopqrstuvwxyz') {
  NAME_CHARACTERS[character.charCodeAt(0)] = 2;
  NAME_CHARACTERS[character.toUpperCase().charCodeAt(0)] = 2;
  DNS_CHARACTERS[character.charCodeAt(0)] = 2;
}
DNS_CHARACTERS['-'.charCodeAt(0)] = 1;

/** Whether the text from `start` to `end` is surely a name of these characters; the regular expressions decide else. */
function isNameAt(text: string, start: number, end: number, characters: Uint8Array): boolean {
  const last = end - 1;
  if (last < start || last - start >= 63) return false;
  if (characters[text.charCodeAt(start)] !== 2 || characters[text.charCodeAt(last)] !== 2) return false;
  for (let at = start + 1; at < last; at++) if (!characters[text.charCodeAt(at)]) return false;
  return true;
}

/** The same for a key of a label: a name, perhaps after a DNS name and a slash. */
function isKeyAt(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) !== SLASH) at++;
  if (at === end) return isNameAt(text, start, end, NAME_CHARACTERS);
  return isDnsNameAt(text, start, at) && isNameAt(text, at + 1, end, NAME_CHARACTERS);
}

function isDnsNameAt(text: string, start: number, end: number): boolean {
  if (end - start > 63) return false;
  let partStart = start;
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== DOT) continue;
    if (!isNameAt(text, partStart, at, DNS_CHARACTERS)) return false;
    partStart = at + 1;
  }
  return isNameAt(text, partStart, end, DNS_CHARACTERS);
}

const SLASH = 47;
const DOT = 46;

const LONGEST_ANNOTATIONS = 256 * 1024;

export const METADATA_CHECKS: Readonly<Record<string, Check>> = {
  'kubernetes-labels': {
    run: (checked) => {
      if (checked.node.kind !== 'map') return;
      for (const pair of checked.pairs) {
        checkKey(checked, pair, false);
        const { value: written } = pair;
        if (written instanceof Scalar && isNameAt(checked.document.text, written.start, written.end, NAME_CHARACTERS))
          continue;
        const value = dereference(written);
        if (value?.kind !== 'scalar') continue;
        const { text } = value;
        if (text.length <= 63 && LABEL_VALUE.test(text)) continue;
        if (!isPlaceholder(text)) reportLabel(checked, value, text.length > 63 ? 'value-length' : 'value');
      }
    },
  },
  'kubernetes-annotations': {
    run: (checked) => {
      if (checked.node.kind !== 'map') return;
      for (const pair of checked.pairs) checkKey(checked, pair, true);
      const { start, end } = checked.node;
      // A character takes at most three bytes for each of its code units.
      if ((end - start) * 3 > LONGEST_ANNOTATIONS) checkSize(checked, checked.node);
    },
  },
};

/** What is known of a resource before the walk. */
export interface Walkable {
  readonly apiVersion: string;
  /** `metadata.name`; empty where it is not a string. */
  readonly name: string;
  readonly nameNode: ScalarNode | undefined;
  readonly namespaceNode: ScalarNode | undefined;
  readonly node: MapNode;
  readonly document: YamlDocument;
}

type Reporter = Pick<Checked, 'report'>;

/** Checks name and namespace. `kind` is the one written. */
export function checkMetadata(resource: Walkable, kind: string, reporter: Reporter): void {
  const { name, nameNode, namespaceNode } = resource;
  if (nameNode !== undefined && name !== '') checkName(reporter, nameNode, nameForm(kind), name);
  else checkNameless(resource, kind, reporter);
  if (namespaceNode !== undefined && namespaceNode.text !== '') {
    checkName(reporter, namespaceNode, 'dns-label', namespaceNode.text);
  }
}

function checkNameless({ node: root, document }: Walkable, kind: string, reporter: Reporter): void {
  const pair = pairOf(root, 'metadata');
  const metadata = dereference(pair?.value);
  if (pair && metadata?.kind === 'map') {
    if (!isAbsent(scalarAt(metadata, 'name'), document)) return;
    const generateName = scalarAt(metadata, 'generateName');
    if (generateName && !isAbsent(generateName, document)) {
      checkName(reporter, generateName, nameForm(kind), generateName.text.replace(/-$/, 'a'));
      return;
    }
    reporter.report({
      code: 'missing-field',
      range: keyNode(pair),
      map: metadata,
      owner: pair,
      schema: undefined,
      field: 'name',
    });
  } else if (metadata === undefined || isNull(metadata, document.text)) {
    const anchor = pair ?? pairOf(root, 'kind');
    const range = anchor ? keyNode(anchor) : root;
    reporter.report({
      code: 'missing-field',
      range,
      map: root,
      owner: undefined,
      schema: undefined,
      field: 'metadata.name',
    });
  }
}

function isAbsent(node: ScalarNode | undefined, document: YamlDocument): boolean {
  return node === undefined || node.text === '' || isNull(node, document.text);
}

function checkSize(checked: Checked, annotations: MapNode): void {
  let size = 0;
  for (const { key, node, pair } of keysOf(checked, annotations)) {
    const value = dereference(pair.value);
    size += byteLength(key) + (value?.kind === 'scalar' ? byteLength(value.text) : 0);
    if (size <= LONGEST_ANNOTATIONS) continue;
    reportLabel(checked, node, 'annotations-size');
    return;
  }
}

function nameForm(kind: string): InvalidName['form'] {
  if (kind === 'Service') return 'service-name';
  return kind === 'Namespace' ? 'dns-label' : 'dns-name';
}

function checkName(reporter: Reporter, node: ScalarNode, form: InvalidName['form'], text: string): void {
  if (isNameAt(text, 0, text.length, DNS_CHARACTERS) && (form !== 'service-name' || text.charCodeAt(0) >= LOWER_A))
    return;
  const pattern = form === 'dns-name' ? DNS_NAME : form === 'dns-label' ? DNS_LABEL : SERVICE_NAME;
  if (text.length <= (form === 'dns-name' ? 253 : 63) && pattern.test(text)) return;
  if (!isPlaceholder(text)) reporter.report({ code: 'metadata-name', range: node, node, form });
}

function checkKey(checked: Checked, pair: PairNode, ignoresCase: boolean): void {
  const { key } = pair;
  if (key instanceof Scalar && isKeyAt(checked.document.text, key.start, key.end)) return;
  const node = dereference(key);
  if (node?.kind !== 'scalar') return;
  const { text } = node;
  const slash = text.indexOf('/');
  const prefix = slash < 0 ? undefined : text.slice(0, slash);
  const name = text.slice(slash + 1);
  if (prefix !== undefined && (prefix.length > 253 || !DNS_NAME.test(ignoresCase ? prefix.toLowerCase() : prefix))) {
    reportKey(checked, node, 'key-prefix');
  } else if (name.length > 63) reportKey(checked, node, 'key-length');
  else if (!NAME_PART.test(name)) reportKey(checked, node, 'key');
}

function reportKey(checked: Checked, node: ScalarNode, problem: InvalidLabel['problem']): void {
  if (!isPlaceholder(node.text)) reportLabel(checked, node, problem);
}

function reportLabel(checked: Checked, node: ScalarNode, problem: InvalidLabel['problem']): void {
  checked.report({ code: 'metadata-label', range: node, node, problem });
}

function scalarAt(map: MapNode, key: string): ScalarNode | undefined {
  const node = dereference(pairOf(map, key)?.value);
  return node?.kind === 'scalar' ? node : undefined;
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
