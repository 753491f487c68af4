import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyRuns } from '../../testing/arbitrary-yaml.ts';
import { hasLabels } from '../json-value.ts';
import { LabelLookup } from './label-lookup.ts';

const labels = fc.dictionary(fc.constantFrom('app', 'version', 'a=b', 'a'), fc.constantFrom('x', 'y', 'b=x', ''));

test('a lookup by labels finds what a look at everything finds, in the same order', () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 12 }), labels, (items, wanted) => {
      const lookup = new LabelLookup(items, (item) => item);
      expect(lookup.matching(wanted)).toEqual(items.filter((item) => hasLabels(wanted, item)));
    }),
    { numRuns: propertyRuns(200) },
  );
});
