/** Where the cursor stands among labels, also in text that is half typed: the cursor's slice is parsed once more. */
import type { Spot } from '../engine.ts';
import { decodeDocument } from '../model/decode/decode-document.ts';
import { decodeLabels, type Labels, NO_LABELS } from '../model/labels.ts';
import { isWorkload, type Resource } from '../model/resource.ts';
import { dereference, effectivePairs } from '../yaml/node-access.ts';
import type { MapNode, RelativeRange, ScalarNode, YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { formatScalar, type ScalarForm } from '../yaml/write-scalar.ts';
import { LABEL_PATHS } from './selection-at.ts';

export interface LabelCursor {
  /** `selector`: what is typed selects; `labels`: what is typed is selected. */
  readonly role: 'selector' | 'labels';
  readonly kind: Resource['kind'];
  readonly name: string;
  /** As it is written or as the file's place says; empty for the unnamed one. */
  readonly namespace: string;
  /** The other labels of the map. */
  readonly others: Labels;
  /** The key whose value is typed; `undefined` where a key is typed. */
  readonly key: string | undefined;
  /** The word around the cursor, relative to the document's slice; to be replaced. */
  readonly word: RelativeRange;
  /** True where a value is to stand directly behind a colon, which needs a space between. */
  readonly needsSpace: boolean;
  /** True where the key that is typed has its colon already. */
  readonly hasColon: boolean;
  /** How keys and values are to be written here. */
  readonly form: ScalarForm;
  /** The quote that the word begins with; empty if there is none. */
  readonly quote: string;
  /** Set directly behind the key above the labels, where nothing stands yet: what a first label has around it. */
  readonly opening: LabelOpening | undefined;
}

export interface LabelOpening {
  readonly before: string;
  readonly after: string;
  /** White space behind the colon that a line break makes superfluous, relative to the slice. */
  readonly blank: RelativeRange | undefined;
}

/** Stands for the word that is typed while its slice is parsed. */
const MARK = 'istio-workloads-cursor';
/** Labels are shorter than this; more of a line is not looked at, which may be a whole file of JSON. */
const MAX_REACH = 2_000;

/** What can be typed at `spot`; `undefined` outside selectors and labels, in comments and behind other text. */
export function labelCursor({ slot, offset, file }: Spot): LabelCursor | undefined {
  const typed = wordAt(slot.text, offset);
  if (!typed) return undefined;
  const document = parseDocument(markedText(slot.text, typed));
  for (const resource of decodeDocument(document)) {
    const found = findMark(resource.node, 0);
    if (!found) continue;
    const about = {
      kind: resource.kind,
      name: resource.name,
      namespace: resource.namespace ?? file.place.defaultNamespace,
      word: typed.range,
      needsSpace: typed.needsSpace,
      hasColon: typed.hasColon,
      quote: typed.quote,
      form: { style: typed.style ?? styleOf(found.map), isFlow: found.map.flow },
    };
    const role = roleOf(resource, found.path);
    if (role) {
      const all = decodeLabels(found.map);
      const pairs = all.pairs.filter(({ keyNode, valueNode }) => keyNode.text !== MARK && valueNode.text !== MARK);
      const others = { node: found.map, pairs, isComplete: all.isComplete };
      return { ...about, role, others, key: typed.isValue ? found.key.text : undefined, opening: undefined };
    }
    if (!typed.isValue || typed.range.start < typed.range.end) return undefined;
    const below = [...found.path, found.key.text];
    const isAboveLabels = resource.kind === 'ServiceEntry' && below.join('/') === 'spec/workloadSelector';
    const keys = isAboveLabels ? ['labels'] : [];
    const roleBelow = roleOf(resource, [...below, ...keys]);
    if (!roleBelow) return undefined;
    const opening = openingFor(slot.text, typed, found, keys);
    return { ...about, role: roleBelow, others: NO_LABELS, key: undefined, opening };
  }
  return undefined;
}

/** What stands around a first label: brackets in flow style, else lines of their own. */
function openingFor(text: string, typed: TypedWord, { map, key, path }: Found, keys: readonly string[]): LabelOpening {
  if (map.flow) {
    const style = styleOf(map);
    const outer = keys.map((name) => `{${formatScalar(name, { style, isFlow: true })}: `).join('');
    const before = `${typed.needsSpace ? ' ' : ''}${outer}{`;
    return { before, after: '}'.repeat(keys.length + 1), blank: undefined };
  }
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lineStart = Math.max(text.lastIndexOf('\n', key.start), text.lastIndexOf('\r', key.start)) + 1;
  const column = key.start - lineStart;
  // As far as the keys above are indented on average.
  const step = path.length > 0 && column > 0 ? Math.max(1, Math.round(column / path.length)) : 2;
  const lines = [...keys.map((name) => `${name}:`), ''];
  const before = lines.map((line, index) => `${lineBreak}${' '.repeat(column + step * (index + 1))}${line}`).join('');
  const { start } = typed.range;
  const blankStart = text.slice(0, start).trimEnd().length;
  return { before, after: '', blank: blankStart < start ? { start: blankStart, end: start } : undefined };
}

interface TypedWord {
  readonly range: RelativeRange;
  readonly isValue: boolean;
  readonly needsSpace: boolean;
  readonly hasColon: boolean;
  readonly quote: string;
  /** The style of that quote. */
  readonly style: 'single' | 'double' | undefined;
  /** Closes what the line opens, so that half a flow map can be read. */
  readonly closing: string;
}

/** The word at `offset` if it stands where a key or a value of a map can. */
function wordAt(text: string, offset: number): TypedWord | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(Math.max(lineStart, offset - MAX_REACH), offset);
  const after = text.slice(offset, Math.min(endOfLine(text, offset), offset + MAX_REACH));
  const [word = ''] = /(?:["'][^"']*|[\w./-]*)$/.exec(before) ?? [];
  const [quote = ''] = /^["']/.exec(word) ?? [];
  const style = quote === '"' ? 'double' : quote === "'" ? 'single' : undefined;
  const [rest = ''] = (quote ? new RegExp(`^[^${quote}]*${quote}?`) : /^[\w./-]*/).exec(after) ?? [];
  const lead = before.slice(0, before.length - word.length);
  if (/(?:^|\s)#/.test(lead)) return undefined;
  const isValue = /[^\s{,]["']?\s*:[ \t]*$/.test(lead);
  if (!isValue && !/(?:^[ \t]*(?:- +)*|[{,][ \t]*)$/.test(lead)) return undefined;
  const tail = after.slice(rest.length);
  return {
    range: { start: offset - word.length, end: offset + rest.length },
    isValue,
    needsSpace: isValue && lead.endsWith(':'),
    hasColon: !isValue && /^[ \t]*:(?:\s|$)/.test(tail),
    quote,
    style,
    closing: after.length < MAX_REACH ? closingOf(lead + tail) : '',
  };
}

/** Where the other keys are in double quotes, as in JSON, so is what comes to them. */
function styleOf(map: MapNode): ScalarForm['style'] {
  const other = map.pairs.map(({ key }) => key).find((key) => key.kind === 'scalar' && key.text !== MARK);
  return map.flow && other?.kind === 'scalar' && other.style === 'double' ? 'double' : 'plain';
}

function markedText(text: string, typed: TypedWord): string {
  const { range, isValue, needsSpace, hasColon, closing } = typed;
  const mark = isValue ? `${needsSpace ? ' ' : ''}${MARK}` : hasColon ? MARK : `${MARK}: ${MARK}`;
  const lineEnd = endOfLine(text, range.end);
  return text.slice(0, range.start) + mark + text.slice(range.end, lineEnd) + closing + text.slice(lineEnd);
}

/** The offset of the line break behind `offset`, or the text's end. */
export function endOfLine(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest ? offset + rest.index : text.length;
}

/** The brackets that a line opens and does not close, closed. */
export function closingOf(line: string): string {
  const open: string[] = [];
  for (const letter of line.replace(/"[^"]*"|'[^']*'/g, '')) {
    if (letter === '{') open.push('}');
    else if (letter === '[') open.push(']');
    else if (letter === open.at(-1)) open.pop();
  }
  return open.reverse().join('');
}

interface Found {
  readonly map: MapNode;
  /** The keys from the resource to the map. */
  readonly path: readonly string[];
  /** The key of the marked pair. */
  readonly key: ScalarNode;
}

function findMark(node: YamlNode | undefined, depth: number): Found | undefined {
  if (depth > 100) return undefined;
  if (node?.kind === 'seq') {
    for (const item of node.items) {
      const found = findMark(item, depth + 1);
      if (found) return { ...found, path: ['-', ...found.path] };
    }
  }
  if (node?.kind !== 'map') return undefined;
  for (const pair of effectivePairs(node)) {
    const key = dereference(pair.key);
    if (key?.kind !== 'scalar') continue;
    const isMarked = key.text === MARK || (pair.value?.kind === 'scalar' && pair.value.text === MARK);
    if (isMarked) return { map: node, path: [], key };
    const found = findMark(pair.value, depth + 1);
    if (found) return { ...found, path: [key.text, ...found.path] };
  }
  return undefined;
}

function roleOf(resource: Resource, path: readonly string[]): LabelCursor['role'] | undefined {
  const joined = path.join('/');
  if (resource.kind === 'ServiceEntry') return joined === 'spec/workloadSelector/labels' ? 'selector' : undefined;
  if (resource.kind === 'Service') return joined === 'spec/selector' ? 'selector' : undefined;
  if (!isWorkload(resource)) return undefined;
  return LABEL_PATHS[resource.kind].some((candidate) => candidate.join('/') === joined) ? 'labels' : undefined;
}
