/** Bytes of a file to text. */

import type { ReadResult } from '../environment.ts';
import { t } from '../l10n.ts';

const BYTES_SEARCHED = 8192;

/** The bytes as UTF-8 without a byte order mark; what is no text is an error. Bytes that are no UTF-8 become U+FFFD. */
export function decodeText(bytes: Uint8Array): ReadResult {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { error: t('is written in UTF-16, which Kubernetes does not read; save it as UTF-8') };
  if (bytes.subarray(0, BYTES_SEARCHED).includes(0)) return { error: t('is a binary file') };
  return { text: decoder.decode(bytes) };
}

const decoder = new TextDecoder('utf-8');
