/** What completion writes beyond one word: values with their structure, put into the text in the style of the place. */
import { formatScalar, type ScalarForm } from '../yaml/write-scalar.ts';

export type SketchScalar = string | number | boolean;

/** A value that the person is to choose or fill in; the first of `choices` is there until then. */
export interface SketchValue {
  readonly kind: 'value';
  readonly choices: readonly [SketchScalar, ...SketchScalar[]];
  /** Values with the same link are filled in together. */
  readonly link?: string;
}

export interface SketchMap {
  readonly kind: 'map';
  readonly entries: readonly (readonly [key: string, value: Sketch])[];
}

export interface SketchList {
  readonly kind: 'list';
  readonly items: readonly Sketch[];
}

/** Text that is nobody's to choose. */
export interface SketchLiteral {
  readonly kind: 'literal';
  readonly text: string;
}

export type Sketch = SketchValue | SketchLiteral | SketchMap | SketchList;

/** How the text around is written. */
export interface SketchStyle {
  readonly form: ScalarForm;
  /** Where there are more choices than one, or something to fill in, a snippet has tab stops. */
  readonly isSnippet: boolean;
  readonly lineBreak: string;
  /** By how much maps are indented below their key. */
  readonly step: number;
  /** By how much the dashes of lists are. */
  readonly listStep: number;
}

/** A value, or a list or map of such, that is there without a choice. */
export function sketchValue(first: SketchScalar, ...more: readonly SketchScalar[]): SketchValue {
  return { kind: 'value', choices: [first, ...more] };
}

export class SketchWriter {
  readonly #style: SketchStyle;
  readonly #links = new Map<string, number>();
  #stops = 0;

  constructor(style: SketchStyle) {
    this.#style = style;
  }

  /** The text of something that is no choice. */
  literal(text: string): string {
    return this.#style.isSnippet ? text.replace(/[\\$}]/g, '\\$&') : text;
  }

  /** `key: value`, the key in `column`. */
  entry(key: string, value: Sketch, column: number): string {
    return `${this.literal(formatScalar(key, this.#style.form))}:${this.behindColon(value, column)}`;
  }

  /** What follows the colon of a key in `column`. */
  behindColon(value: Sketch, column: number): string {
    if (this.#style.form.isFlow || isPlain(value)) return ` ${this.inline(value)}`;
    const inner = column + (value.kind === 'list' ? this.#style.listStep : this.#style.step);
    return this.#newLine(inner) + this.block(value, inner);
  }

  /** A value in block style; its first letter stands in `column`. */
  block(value: Sketch, column: number): string {
    if (isPlain(value)) return this.inline(value);
    const lines =
      value.kind === 'map'
        ? value.entries.map(([key, inner]) => this.entry(key, inner, column))
        : value.items.map((item) => `- ${this.block(item, column + 2)}`);
    return lines.join(this.#newLine(column));
  }

  /** A value on one line. */
  inline(value: Sketch): string {
    if (value.kind === 'value') return this.#choice(value);
    if (value.kind === 'literal') return this.literal(formatScalar(value.text, this.#style.form));
    if (value.kind === 'list') return `[${value.items.map((item) => this.inline(item)).join(', ')}]`;
    const form: ScalarForm = { ...this.#style.form, isFlow: true };
    const pairs = value.entries.map(
      ([key, inner]) => `${this.literal(formatScalar(key, form))}: ${this.inline(inner)}`,
    );
    return `${this.literal('{')}${pairs.join(', ')}${this.literal('}')}`;
  }

  #newLine(column: number): string {
    return this.#style.lineBreak + ' '.repeat(column);
  }

  #choice({ choices, link }: SketchValue): string {
    const [first, ...others] = choices.map((choice) => formatScalar(choice, this.#style.form));
    const text = first ?? '';
    if (!this.#style.isSnippet) return text;
    const known = link === undefined ? undefined : this.#links.get(link);
    if (known !== undefined) return `$${known}`;
    this.#stops += 1;
    if (link !== undefined) this.#links.set(link, this.#stops);
    if (others.length === 0) return `\${${this.#stops}:${this.literal(text)}}`;
    return `\${${this.#stops}|${[text, ...others].map((choice) => choice.replace(/[\\,|]/g, '\\$&')).join()}|}`;
  }
}

/** Whether it is written on the line of its key, whatever the style. */
function isPlain(value: Sketch): value is SketchValue | SketchLiteral {
  if (value.kind === 'map') return value.entries.length === 0;
  return value.kind !== 'list' || value.items.length === 0;
}
