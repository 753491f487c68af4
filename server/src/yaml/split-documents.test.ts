import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Document, parseAllDocuments } from 'yaml';
import { propertyRuns, yamlFileText } from '../testing/arbitrary-yaml.ts';
import { splitDocuments } from './split-documents.ts';

function split(text: string): string[] {
  return splitDocuments(text).map((slice) => text.slice(slice.start, slice.end));
}

function openings(text: string): string[] {
  return splitDocuments(text).map((slice) => slice.opening);
}

describe('splitDocuments', () => {
  test('starts a document at each --- in column 0', () => {
    expect(split('a: 1\n---\nb: 2\n---\n')).toEqual(['a: 1\n', '---\nb: 2\n', '---\n']);
    expect(openings('a: 1\n---\nb: 2\n---\n')).toEqual(['bare', 'marker', 'marker']);
  });

  test('takes text on the marker line for content and longer dashes for text', () => {
    expect(split('--- foo\n---\ttext\n---x\n ---\n----\n')).toEqual(['--- foo\n', '---\ttext\n---x\n ---\n----\n']);
  });

  test('ends a document at a marker also inside quotes, brackets and block scalars', () => {
    expect(split('a: "x\n---\ny"\n')).toEqual(['a: "x\n', '---\ny"\n']);
    expect(split('a: [x\n---\n]\n')).toEqual(['a: [x\n', '---\n]\n']);
    expect(split('a: |\n  x\n---\n')).toEqual(['a: |\n  x\n', '---\n']);
  });

  test('leaves an indented marker to the block scalar it stands in', () => {
    expect(split('a: |\n  ---\n  b\n')).toHaveLength(1);
  });

  test('gives directives and comments before --- to the document that it opens', () => {
    expect(split('# licence\n%YAML 1.2\n---\na: 1\n...\n# next\n---\nb: 2\n')).toEqual([
      '# licence\n%YAML 1.2\n---\na: 1\n...\n',
      '# next\n---\nb: 2\n',
    ]);
  });

  test('gives comments after the content to the document before', () => {
    expect(split('a: 1\n# after a\n---\nb: 2\n')).toEqual(['a: 1\n# after a\n', '---\nb: 2\n']);
    expect(split('a: 1\n...\n# the end\n')).toEqual(['a: 1\n...\n# the end\n']);
  });

  test('lets a bare document follow ...', () => {
    expect(split('a: 1\n...\nb: 2\n')).toEqual(['a: 1\n...\n', 'b: 2\n']);
    expect(splitDocuments('a: 1\n...\nb: 2\n').map((slice) => slice.hasEndMarker)).toEqual([true, false]);
  });

  test('gives one slice that opens no document for a text without content', () => {
    for (const text of ['', '\n', '# only a comment\n', '%YAML 1.2\n', '\ufeff']) {
      expect(split(text)).toEqual([text]);
      expect(openings(text)).toEqual(['none']);
    }
  });

  test('understands CRLF and a byte order mark', () => {
    expect(split('\ufeff---\r\na: 1\r\n---\r\nb: 2')).toEqual(['\ufeff---\r\na: 1\r\n', '---\r\nb: 2']);
  });

  test('agrees with the library on the number, place and content of documents', () => {
    fc.assert(
      fc.property(yamlFileText(16), (randomText) => {
        // A quote that is never closed makes the library take the rest of the file, markers and all, for its content.
        const text = `${randomText}\n# "'\n`;
        const slices = splitDocuments(text);
        let end = 0;
        for (const slice of slices) {
          expect(slice.start).toBe(end);
          end = slice.end;
        }
        expect(end).toBe(text.length);
        if (isReadOtherwise(text)) return;
        const documents = parse(text);
        expect(slices.filter((slice) => slice.opening !== 'none')).toHaveLength(documents.length);
        documents.forEach((document, index) => {
          const slice = slices[index];
          if (!slice) return;
          const sliceText = text.slice(slice.start, slice.end);
          const [own] = parse(sliceText);
          // Within its own slice such a quote runs further than in the file.
          if (own?.errors.some((error) => error.message.startsWith('Missing closing'))) return;
          expect(summary(document, text, 0)).toEqual(own && summary(own, sliceText, slice.start));
        });
      }),
      { numRuns: propertyRuns(600) },
    );
  });
});

/** Broken text that the library reads in a way of its own; we only tile it. */
function isReadOtherwise(text: string): boolean {
  // Text (or a lone CR) behind `...`: the library drops all lines until the next marker.
  if (/^\ufeff?\.\.\.(?:[ \t]*\r(?!\n)|[ \t]+[^ \t\r\n#])/m.test(text)) return true;
  // A stray closing bracket opens a bare document: the library takes the next `---` for that document's own.
  if (/^[ \t\ufeff]*[\]}]/m.test(text)) return true;
  // A bracket is open above an indented marker: the library takes that for a marker.
  if (/[[{][\s\S]*^[ \t]+(?:---|\.\.\.)(?=\s)/m.test(text)) return true;
  // A tab alone on a line or a lone CR before a marker: the library may see the marker elsewhere.
  return /^ *\t\s*(?:---|\.\.\.)/m.test(text) || /\r(?:---|\.\.\.)/.test(text);
}

function parse(text: string): Document.Parsed[] {
  const options = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
  return [...parseAllDocuments(text, options)] as Document.Parsed[];
}

function summary(document: Document.Parsed, text: string, offset: number): unknown {
  const contents = document.contents as { range?: [number, number, number] } | null;
  const [start, end] = contents?.range ?? [0, 0];
  return {
    start: start + offset,
    // How far broken content reaches, the library decides by line breaks behind it.
    end: document.errors.length === 0 && start + offset + text.slice(start, end).trimEnd().length,
    value: String(JSON.stringify(document.contents)),
    firstError: document.errors[0]?.code,
    hasEnd: document.errors.length === 0 && document.directives.docEnd,
  };
}
