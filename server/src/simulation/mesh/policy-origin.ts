/** Where in a DestinationRule the parts stand that hold for a port and subset; the same steps as `effectivePolicy` takes. */
import { type JsonMap, type JsonPath, mapAt, mapsAt, numberAt } from '../json-value.ts';
import type { MergedRule, Subset } from './destination-rules.ts';
import type { MeshObject } from './mesh-object.ts';

/** A place in a resource. */
export interface ObjectPlace {
  readonly object: MeshObject;
  readonly path: JsonPath;
}

/** A traffic policy or the settings of one port in it, and where it stands. */
interface PlacedPolicy extends ObjectPlace {
  readonly value: JsonMap;
}

export type PolicyField = 'loadBalancer' | 'outlierDetection';

/** Where the value of `field` that holds for the port and subset stands; `undefined` where none does (D6.4). */
export function policyPlace(
  rule: MergedRule | undefined,
  port: number,
  subset: Subset | undefined,
  field: PolicyField,
): ObjectPlace | undefined {
  const own = subsetPolicy(subset);
  const ofOwnPort = own && portPolicy(own, port);
  if (ofOwnPort) return fieldPlace(ofOwnPort, field);
  const top = topPolicy(rule);
  const base = (top && portPolicy(top, port)) ?? top;
  return (own && fieldPlace(own, field)) ?? (base && fieldPlace(base, field));
}

/** Where the `tls` block stands that decides the mark of endpoints; `undefined` where there is none (D4.10). */
export function tlsPlace(
  rule: MergedRule | undefined,
  port: number,
  subset: Subset | undefined,
): ObjectPlace | undefined {
  const own = subsetPolicy(subset);
  const top = topPolicy(rule);
  for (const policy of [own && portPolicy(own, port), own, top && portPolicy(top, port), top]) {
    if (!policy || !mapAt(policy.value, 'tls')) continue;
    return { object: policy.object, path: [...policy.path, 'tls', 'mode'] };
  }
  return undefined;
}

function topPolicy(rule: MergedRule | undefined): PlacedPolicy | undefined {
  return rule?.trafficPolicy && { ...rule.trafficPolicy, path: ['spec', 'trafficPolicy'] };
}

function subsetPolicy(subset: Subset | undefined): PlacedPolicy | undefined {
  if (!subset?.trafficPolicy) return undefined;
  const path = ['spec', 'subsets', subset.index, 'trafficPolicy'];
  return { object: subset.object, path, value: subset.trafficPolicy };
}

function portPolicy({ object, path, value }: PlacedPolicy, port: number): PlacedPolicy | undefined {
  const items = mapsAt(value, 'portLevelSettings');
  const index = items.findIndex((item) => numberAt(mapAt(item, 'port'), 'number') === port);
  const item = items[index];
  return item && { object, path: [...path, 'portLevelSettings', index], value: item };
}

function fieldPlace({ object, path, value }: PlacedPolicy, field: PolicyField): ObjectPlace | undefined {
  return mapAt(value, field) ? { object, path: [...path, field] } : undefined;
}
