import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Engine } from '../engine.ts';
import { arbitraryMesh } from '../testing/arbitrary-mesh.ts';
import { propertyRuns } from '../testing/arbitrary-yaml.ts';
import { provideCodeLenses } from './code-lens.ts';
import { provideHover } from './hover.ts';
import { provideInlayHints } from './inlay-hint.ts';

const FOLDER = 'file:///mesh';

/** What an editor shows of every file. */
function shown(engine: Engine): unknown {
  return [...engine.uris].sort().map((uri) => {
    const lines = engine.file(uri)?.source.text.split('\n') ?? [];
    const hovers = lines.map((line, index) =>
      ['labels: ', 'hosts: [', 'weight: ', 'locality: '].map((text) => {
        const at = line.indexOf(text);
        return at < 0 ? undefined : provideHover(engine, uri, { line: index, character: at + text.length })?.contents;
      }),
    );
    return [uri, provideCodeLenses(engine, uri), provideInlayHints(engine, uri), hovers];
  });
}

function engineOn(texts: ReadonlyMap<string, string>): Engine {
  const engine = new Engine();
  engine.setFolders([FOLDER]);
  for (const [uri, text] of texts) engine.setDiskText(uri, text);
  engine.settle();
  return engine;
}

test('whatever is changed, lenses, hints and hovers are those of a fresh reading', () => {
  const step = fc.record({ from: fc.nat(20), to: fc.nat(20) });
  fc.assert(
    fc.property(
      arbitraryMesh,
      arbitraryMesh,
      fc.array(step, { minLength: 1, maxLength: 5 }),
      (first, second, steps) => {
        const texts = new Map(first.map((text, index) => [`${FOLDER}/${index}.yaml`, text]));
        const engine = engineOn(texts);
        shown(engine);
        for (const { from, to } of steps) {
          const uri = `${FOLDER}/${to % (first.length + 1)}.yaml`;
          const text = second[from % (second.length + 1)];
          if (text === undefined) {
            texts.delete(uri);
            engine.removeFile(uri);
          } else {
            texts.set(uri, text);
            engine.setDiskText(uri, text);
          }
          engine.settle();
          expect(shown(engine)).toEqual(shown(engineOn(texts)));
        }
      },
    ),
    { numRuns: propertyRuns(12) },
  );
});
