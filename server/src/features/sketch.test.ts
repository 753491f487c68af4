import { describe, expect, test } from 'vitest';
import { type Sketch, type SketchStyle, SketchWriter, sketchValue } from './sketch.ts';

const STYLE: SketchStyle = {
  form: { style: 'plain', isFlow: false },
  isSnippet: false,
  lineBreak: '\n',
  step: 2,
  listStep: 0,
};
const PORTS: Sketch = {
  kind: 'list',
  items: [
    {
      kind: 'map',
      entries: [
        ['number', sketchValue(80, 443)],
        ['host', sketchValue('*')],
      ],
    },
  ],
};

function written(value: Sketch, style: Partial<SketchStyle> = {}, column = 2): string {
  return new SketchWriter({ ...STYLE, ...style }).entry('ports', value, column);
}

describe('a sketch', () => {
  test('has its first choices where there are no tab stops', () => {
    expect(written(PORTS)).toBe('ports:\n  - number: 80\n    host: "*"');
  });

  test('has tab stops in a snippet, with the choices', () => {
    expect(written(PORTS, { isSnippet: true })).toBe(`ports:\n  - number: \${1|80,443|}\n    host: \${2:"*"}`);
  });

  test('follows the indentation of the document', () => {
    expect(written(PORTS, { listStep: 2, lineBreak: '\r\n' }, 4)).toBe(
      'ports:\r\n      - number: 80\r\n        host: "*"',
    );
  });

  test('stands on one line inside brackets, its braces safe from the snippet', () => {
    const flow = { form: { style: 'double', isFlow: true } } as const;
    expect(written(PORTS, flow)).toBe('"ports": [{"number": 80, "host": "*"}]');
    expect(written(PORTS, { ...flow, isSnippet: true })).toBe(
      `"ports": [{"number": \${1|80,443|}, "host": \${2:"*"}\\}]`,
    );
  });

  test('escapes what means something in choices and in stops', () => {
    const value: Sketch = sketchValue('a,b', 'c|d');
    expect(written(value, { isSnippet: true })).toBe(`ports: \${1|a\\,b,c\\|d|}`);
    expect(written(sketchValue('$x}'), { isSnippet: true })).toBe(`ports: \${1:\\$x\\}}`);
  });

  test('fills in linked values together', () => {
    const name = { ...sketchValue('my-app'), link: 'name' };
    const value: Sketch = {
      kind: 'map',
      entries: [
        ['name', name],
        ['app', name],
      ],
    };
    expect(written(value, { isSnippet: true })).toBe(`ports:\n    name: \${1:my-app}\n    app: $1`);
  });
});
