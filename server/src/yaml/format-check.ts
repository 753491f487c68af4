/** Whether two documents say the same: what the formatter's result has to pass before anybody sees it. */
import type { ScalarNode, YamlDocument, YamlNode } from './nodes.ts';

/**
 * True if both hold the same values in the same order, with the same anchors and styles, and consist of the same
 * characters apart from white space and the kind of quotes; so comments are the same too.
 */
export function saysTheSame(before: YamlDocument, after: YamlDocument): boolean {
  if (after.isBroken !== before.isBroken || after.problems.length !== before.problems.length) return false;
  return new Comparison().equal(before.root, after.root) && inkOf(before.text) === inkOf(after.text);
}

/** Everything but white space, and all quotes alike. */
function inkOf(text: string): string {
  return text.replace(/\s+/g, '').replaceAll("'", '"');
}

class Comparison {
  /** Nodes of the first document that aliases may stand for, with those of the second. */
  readonly #pairs = new Map<YamlNode, YamlNode>();

  equal(before: YamlNode | undefined, after: YamlNode | undefined): boolean {
    if (!before || !after) return before === after;
    this.#pairs.set(before, after);
    if (before.kind === 'alias' || after.kind === 'alias') {
      if (before.kind !== 'alias' || after.kind !== 'alias' || before.name !== after.name) return false;
      return before.target === undefined ? after.target === undefined : this.#pairs.get(before.target) === after.target;
    }
    if (before.tag !== after.tag) return false;
    if (before.kind === 'scalar') return after.kind === 'scalar' && isEqualScalar(before, after);
    if (before.kind === 'seq') {
      return (
        after.kind === 'seq' &&
        before.flow === after.flow &&
        before.items.length === after.items.length &&
        before.items.every((item, index) => this.equal(item, after.items[index]))
      );
    }
    return (
      after.kind === 'map' &&
      before.flow === after.flow &&
      before.pairs.length === after.pairs.length &&
      before.pairs.every(({ key, value }, index) => {
        const other = after.pairs[index];
        return other !== undefined && this.equal(key, other.key) && this.equal(value, other.value);
      })
    );
  }
}

/** One kind of quotes is as good as the other; no quotes are something else. */
function isEqualScalar(before: ScalarNode, after: ScalarNode): boolean {
  return plainQuotes(before.style) === plainQuotes(after.style) && before.text === after.text;
}

function plainQuotes(style: ScalarNode['style']): ScalarNode['style'] {
  return style === 'single' ? 'double' : style;
}
