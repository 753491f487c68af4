/** The limits that a schema sets for texts, numbers and collections. */
import type { MapNode, RelativeRange, ScalarNode, SeqNode } from '../yaml/nodes.ts';
import type { Finding, Form } from './findings.ts';
import type { Limits } from './schema-node.ts';

interface Reporter {
  add(finding: Finding): void;
}

const MAX_INT32 = 2 ** 31 - 1;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The regular expressions of Istio's and the Gateway API's definitions that have a name. */
const FORMS: readonly (readonly [string, Form])[] = [
  ['^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', 'dns-name'],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', 'dns-name'],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', 'dns-name'],
  ['^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$', 'kind-name'],
  ['(^$|^[a-f0-9]{64}$)', 'sha256'],
  ['^[-_A-Za-z0-9]+$', 'header-name'],
];

/** Reports a text that is too short, too long or of another form; the first that applies. */
export function checkText(walk: Reporter, node: ScalarNode, range: RelativeRange, limits: Limits): void {
  const { minSize: minimum, maxSize: maximum, pattern, format } = limits;
  const { text } = node;
  if ((minimum !== undefined && text.length < minimum) || (maximum !== undefined && text.length > maximum)) {
    const length = [...text].length;
    if (length < (minimum ?? 0) || length > (maximum ?? length)) {
      walk.add({ code: 'wrong-length', range, node, length, minimum, maximum });
      return;
    }
  }
  if (pattern !== undefined && !pattern.test(text)) {
    const form = FORMS.find(([source]) => new RegExp(source, 'u').source === pattern.source)?.[1] ?? 'pattern';
    walk.add({ code: 'wrong-form', range, node, form, pattern: pattern.source });
  } else if (format === 'byte' && !BASE64.test(text)) {
    walk.add({ code: 'wrong-form', range, node, form: 'base64' });
  }
}

/** Reports a number beyond its bounds. */
export function checkNumber(
  walk: Reporter,
  node: ScalarNode,
  range: RelativeRange,
  value: number,
  limits: Limits,
): void {
  const isInt32 = limits.format === 'int32';
  const minimum = limits.minimum ?? (isInt32 ? -MAX_INT32 - 1 : undefined);
  const maximum = limits.maximum ?? (isInt32 ? MAX_INT32 : undefined);
  if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum)) {
    walk.add({ code: 'out-of-range', range, node, minimum, maximum });
  }
}

/** Reports a list or map of too few or too many entries. */
export function checkSize(
  walk: Reporter,
  node: MapNode | SeqNode,
  count: number,
  limits: Limits,
  range: RelativeRange,
): void {
  const { minSize: minimum, maxSize: maximum } = limits;
  if ((minimum !== undefined && count < minimum) || (maximum !== undefined && count > maximum)) {
    walk.add({ code: 'wrong-count', range, node, count, minimum, maximum });
  }
}
