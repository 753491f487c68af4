import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './dynamic-waypoint.ts';

const entry = (label: string, location: string) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: a
  labels: {app: a, istio.io/use-waypoint: ${label}}
spec: {hosts: ["*.a.com"], resolution: DYNAMIC_DNS${location}}
`;

test('refuses a waypoint inside the mesh', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: a
  labels: {app: a, istio.io/use-waypoint: wp}
#                                         ^^ error: Istio refuses a waypoint for a service of location MESH_INTERNAL with resolution DYNAMIC_DNS.
spec: {hosts: ["*.a.com"], resolution: DYNAMIC_DNS, location: MESH_INTERNAL}
`,
  );
});

test('is silent outside the mesh and without a waypoint', () => {
  checkRule(
    rule,
    [entry('wp', ''), entry('None', ', location: MESH_INTERNAL'), entry('""', ', location: MESH_INTERNAL')].join(
      '---\n',
    ),
  );
});

test('offers either side', () => {
  checkFixTitles(rule, entry('wp', ', location: MESH_INTERNAL'), [
    'Set location to MESH_EXTERNAL',
    'Remove "istio.io/use-waypoint"',
  ]);
});
