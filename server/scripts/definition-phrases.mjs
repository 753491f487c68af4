// Our documentation is in our own words: no six words in a row of it stand in the descriptions of Istio's definitions. Those are
// not part of this repository, so that the test compares with the hashes of their phrases.
import { createHash } from 'node:crypto';

/** So many words in a row make a phrase. */
const WORDS = 6;
/** In bytes: enough that no two of some ten thousand phrases meet by chance. */
const HASH_BYTES = 5;

/** Every six words in a row of a text, in lower case and without marks. */
export function phrasesOf(text) {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.slice(WORDS - 1).map((_, at) => words.slice(at, at + WORDS).join(' '));
}

/** Hash of a phrase, as text of a fixed length. */
export function hashOf(phrase) {
  return createHash('sha256').update(phrase).digest().subarray(0, HASH_BYTES).toString('hex');
}

/** The hashes of all phrases in the descriptions of parsed definitions, sorted. */
export function phraseHashes(definitions) {
  const hashes = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (typeof node.description === 'string')
      for (const phrase of phrasesOf(node.description)) hashes.add(hashOf(phrase));
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(definitions);
  return [...hashes].sort();
}
