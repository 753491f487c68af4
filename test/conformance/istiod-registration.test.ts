/** WorkloadGroups and machines with the WorkloadEntry that istiod makes of them, where the environment names a folder of them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { registeredEntry } from '../../server/src/simulation/mesh/registration.ts';

interface Case {
  readonly id: string;
  readonly group: {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: Parameters<typeof registeredEntry>[0]['spec'];
  };
  readonly vm: {
    readonly address: string;
    readonly labels?: Record<string, string>;
    readonly network?: string;
    readonly locality?: string;
    readonly healthCheck?: boolean;
  };
  readonly entry: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Record<string, string> | null;
    readonly annotations: Record<string, string> | null;
    readonly spec: unknown;
  };
}

const shared = process.env.ISTIO_WORKLOADS_SHARED;
const file = shared === undefined ? '' : path.join(shared, 'istiod-registration', 'cases.ndjson');
const cases = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
  : [];

test.runIf(cases.length > 0)('entries equal those of istiod', () => {
  const wrong = cases.filter((one) => !isDeepStrictEqual(answerOf(one), expectedOf(one)));
  console.log(`registration: equal ${cases.length - wrong.length} of ${cases.length}`);
  expect(wrong.map((one) => ({ id: one.id, ...answerOf(one) }))).toEqual([]);
});

/** What we make of the group and the machine, in the form of `expectedOf`. */
function answerOf({ group, vm }: Case): object {
  const { metadata, spec } = registeredEntry(
    { ...group.metadata, spec: group.spec },
    {
      address: vm.address,
      labels: vm.labels,
      network: vm.network ?? '',
      locality: vm.locality,
      hasHealthCheck: vm.healthCheck === true,
    },
  );
  const { name, namespace, labels = {}, annotations } = metadata;
  return JSON.parse(JSON.stringify({ name, namespace, labels, annotations, spec }));
}

function expectedOf({ entry }: Case): object {
  const { name, namespace, labels, annotations, spec } = entry;
  return { name, namespace, labels: labels ?? {}, annotations: annotations ?? {}, spec };
}
