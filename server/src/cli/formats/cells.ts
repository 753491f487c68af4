/** How wide text is on a screen, and which of it may be sent there. */

/** Marks, joiners, variation selectors. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** East Asian wide and full-width characters and emoji, which take two cells. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Controls, which could change the screen, and marks that reverse the order of what is read. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const TAB_STOP = 4;

/** A character as shown, with the number of cells it takes. */
export interface ShownCharacter {
  readonly text: string;
  readonly width: number;
}

/** The number of cells that one code point takes. */
export function widthOf(character: string): number {
  const code = character.codePointAt(0) as number;
  if (code < 0x300) return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** A code point as it is shown when it starts at cell `column`: tabs as spaces, controls as a visible sign. */
export function showCharacter(character: string, column: number): ShownCharacter {
  if (character === '\t') {
    const width = TAB_STOP - (column % TAB_STOP);
    return { text: ' '.repeat(width), width };
  }
  const text = withoutControls(character);
  return { text, width: widthOf(text) };
}

/** `text` with every control character replaced by a visible sign, so that files cannot steer the reader's screen. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, (control) => {
    const code = control.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** The number of cells that `text` takes. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += widthOf(character);
  return cells;
}

/** `text` followed by as many spaces as it needs to be `width` cells wide. */
export function padCells(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellsOf(text)));
}
