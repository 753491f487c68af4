import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GraphKind, MeshGraph } from '../../simulation/graph.ts';
import { GRAPH_KINDS } from '../../simulation/graph.ts';
import { graphDot } from './graph-dot.ts';
import { graphMermaid } from './graph-mermaid.ts';

function graphOf(names: readonly string[], label = ''): MeshGraph {
  const nodes = names.map((name, index) => ({
    id: `node ${index}`,
    kind: GRAPH_KINDS[index % GRAPH_KINDS.length] as GraphKind,
    namespace: index % 2 === 0 ? '' : name,
    name,
    type: 'Kind',
    place: undefined,
  }));
  const edges = nodes.slice(1).map(({ id }) => ({ from: 'node 0', to: id, label }));
  return { nodes, edges };
}

/** Names as files may have them, be they allowed or not. */
const anyName = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', 'a\nb', '`x`', '#quot;', '--> n9', ']]', 'end', '<b>', '%%'),
);

describe('Mermaid', () => {
  const NODE = /^ {2,4}n\d+(?:\{\{TEXT\}\}|\[TEXT\]|\(\[TEXT\]\)|\[\/TEXT\/\]|\[\[TEXT\]\])$/;
  const LINES = [
    NODE,
    /^flowchart LR$/,
    /^ {2}subgraph ns\d+\[TEXT\]$/,
    /^ {2}end$/,
    /^ {2}n\d+ -->(?:\|TEXT\|)? n\d+$/,
    /^ {2}classDef missing stroke:#c00,stroke-dasharray:4 3$/,
    /^ {2}class n\d+(?:,n\d+)* missing$/,
  ];

  test('has nothing but its own lines, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(anyName, { minLength: 1, maxLength: 6 }), anyName, (names, label) => {
        const text = graphMermaid(graphOf(names, label));
        for (const line of text.trimEnd().split('\n')) {
          // What stands in quotes can be anything but what ends them or begins something else.
          const plain = line.replace(/"[\p{L}\p{N} _.,:/%*()#;-]*(?:<br\/>Kind)?"/gu, 'TEXT');
          expect(
            LINES.some((form) => form.test(plain)),
            line,
          ).toBe(true);
        }
      }),
    );
  });

  test('writes what could be taken for its own as numbers', () => {
    expect(graphMermaid(graphOf(['a"b#c<d>']))).toContain('n0{{"a#34;b#35;c#60;d#62;<br/>Kind"}}');
  });
});

describe('DOT', () => {
  /** The tokens of DOT as far as we use it; a rest that is none of them is given as such. */
  function tokens(text: string): string[] {
    const token = /\s+|"(?:[^"\\\n]|\\.)*"|->|[A-Za-z_][\w]*|[{}[\];=,]/y;
    const found: string[] = [];
    for (let at = 0; at < text.length; at = token.lastIndex) {
      token.lastIndex = at;
      const [match] = token.exec(text) ?? [];
      if (match === undefined) return [...found, `cannot be read: ${text.slice(at, at + 20)}`];
      if (match.trim() !== '') found.push(match);
    }
    return found;
  }

  test('is well-formed, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(anyName, { minLength: 1, maxLength: 6 }), anyName, (names, label) => {
        const all = tokens(graphDot(graphOf(names, label)));
        expect(all.slice(0, 3)).toEqual(['digraph', 'mesh', '{']);
        let depth = 0;
        for (const token of all) {
          expect(token).not.toMatch(/^cannot be read/);
          if (token === '{' || token === '[') depth++;
          if (token === '}' || token === ']') depth--;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        expect(all.filter((token) => token === '->')).toHaveLength(names.length - 1);
      }),
    );
  });

  test('escapes quotes and backslashes', () => {
    expect(graphDot(graphOf(['a"b\\c']))).toContain('label="a\\"b\\\\c\\nKind"');
  });
});
