import { expect, test } from 'vitest';
import { meshGroups } from './mesh-groups.ts';

test('the open file comes first, then what counts for it, then what does not', () => {
  const groups = meshGroups({
    name: 'shop',
    files: [
      { uri: 'file:///a.yaml', role: 'alternative', resources: 1 },
      { uri: 'file:///b.yaml', role: 'shared', resources: 2 },
      { uri: 'file:///c.yaml', role: 'open', resources: 0 },
      { uri: 'file:///d.yaml', role: 'shared' },
    ],
  });
  expect(groups.map(({ title, files }) => [title, ...files.map(({ uri, count }) => `${uri} ${count}`)])).toEqual([
    ['this file', 'file:///c.yaml 0 resources'],
    ['taken together with it', 'file:///b.yaml 2 resources', 'file:///d.yaml '],
    ['another environment, does not count here', 'file:///a.yaml 1 resource'],
  ]);
});
