/** How rules about EnvoyFilters get at what is patched in. */
import { type EnvoyFault, envoyFaults } from '../schema/envoy-values.ts';
import type { MapNode, SeqNode } from '../yaml/nodes.ts';
import { mapAt, wordAt } from './field-access.ts';

const NONE: readonly EnvoyFault[] = [];

/** What is wrong in the value of a patch (an item of `configPatches`). Patches for waypoints are not looked at by Istio. */
export function faultsOfPatch(patch: MapNode | SeqNode): readonly EnvoyFault[] {
  if (patch.kind !== 'map' || isForWaypoint(patch)) return NONE;
  const value = mapAt(mapAt(patch, 'patch'), 'value');
  const applyTo = wordAt(patch, 'applyTo', 'INVALID');
  return value && applyTo !== undefined ? envoyFaults(applyTo, value) : NONE;
}

/** Whether a patch is for waypoints only. */
export function isForWaypoint(patch: MapNode): boolean {
  const match = mapAt(patch, 'match');
  return match !== undefined && wordAt(match, 'context', 'ANY') === 'WAYPOINT';
}
