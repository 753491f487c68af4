/**
 * Matches whole texts as RE2 does: in time proportional to the length of the text, whatever the expression. (JavaScript's own
 * engine goes back and tries again, so that one hostile expression in a file could keep it busy for years.)
 */
import { type Assertion, parseRe2, type Re2Node } from './re2-parser.ts';

/** Whether the whole of a text fits. */
export type TextMatcher = (text: string) => boolean;

/** Larger programs than this are refused by the Envoy that Istio brings. */
const MAX_INSTRUCTIONS = 32_768;

type Instruction =
  | { readonly kind: 'character'; readonly test: RegExp }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  /** Goes on at all of these; filled in once they are known. */
  | { readonly kind: 'fork'; readonly targets: number[] }
  | { readonly kind: 'end' };

/** `undefined` for an expression that cannot be read, or is too large. */
export function compileRe2(source: string): TextMatcher | undefined {
  const tree = parseRe2(source);
  const program = tree && compile(tree);
  return program && ((text) => matches(program, text));
}

/** The program; a character or an assertion goes on at the next instruction. */
function compile(tree: Re2Node): readonly Instruction[] | undefined {
  const program: Instruction[] = [];
  /** False once there are too many. */
  const emit = (node: Re2Node): boolean => {
    if (program.length > MAX_INSTRUCTIONS) return false;
    switch (node.kind) {
      case 'character':
      case 'assertion':
        program.push(node);
        return true;
      case 'sequence':
        return node.items.every(emit);
      case 'choice':
        return emitChoice(node.items);
      case 'repeat':
        return emitRepeat(node.item, node.least, node.most);
    }
  };
  const emitChoice = (items: readonly Re2Node[]): boolean => {
    const [only, ...others] = items;
    if (only && others.length === 0) return emit(only);
    const begin = fork(program);
    const ends: number[][] = [];
    for (const item of items) {
      begin.push(program.length);
      if (!emit(item)) return false;
      ends.push(fork(program));
    }
    for (const end of ends) end.push(program.length);
    return true;
  };
  const emitRepeat = (item: Re2Node, least: number, most: number | undefined): boolean => {
    for (let count = 0; count < least; count++) if (!emit(item)) return false;
    if (most === undefined) {
      const at = program.length;
      const loop = fork(program);
      loop.push(program.length);
      if (!emit(item)) return false;
      fork(program).push(at);
      loop.push(program.length);
      return true;
    }
    const exits: number[][] = [];
    for (let count = least; count < most; count++) {
      const optional = fork(program);
      optional.push(program.length);
      exits.push(optional);
      if (!emit(item)) return false;
    }
    for (const exit of exits) exit.push(program.length);
    return true;
  };
  if (!emit(tree)) return undefined;
  program.push({ kind: 'end' });
  return program;
}

function fork(program: Instruction[]): number[] {
  const targets: number[] = [];
  program.push({ kind: 'fork', targets });
  return targets;
}

/** Follows all ways through the program at once, one character after the other. */
function matches(program: readonly Instruction[], text: string): boolean {
  const characters = [...text];
  /** For each instruction the place in the text at which it was last reached. */
  const reachedAt = new Int32Array(program.length).fill(-1);
  let ways: number[] = [];
  let hasEnded = false;
  const follow = (from: number, place: number): void => {
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const instruction = program[at];
      if (!instruction || reachedAt[at] === place) continue;
      reachedAt[at] = place;
      if (instruction.kind === 'character') ways.push(at);
      else if (instruction.kind === 'fork') open.push(...instruction.targets);
      else if (instruction.kind === 'end') hasEnded = place === characters.length;
      else if (instruction.holds(characters[place - 1], characters[place])) open.push(at + 1);
    }
  };
  follow(0, 0);
  characters.forEach((character, index) => {
    const before = ways;
    ways = [];
    for (const at of before) {
      const instruction = program[at];
      if (instruction?.kind === 'character' && instruction.test.test(character)) follow(at + 1, index + 1);
    }
  });
  return hasEnded;
}
