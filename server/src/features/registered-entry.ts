import type { Engine } from '../engine.ts';
import { isIp } from '../model/ip-addresses.ts';
import { mapAt } from '../simulation/json-value.ts';
import { meshObject } from '../simulation/mesh/mesh-object.ts';
import { DEFAULT_MESH } from '../simulation/mesh/mesh-settings.ts';
import { registeredText } from '../simulation/mesh/registered-text.ts';
import { registeredEntry } from '../simulation/mesh/registration.ts';

/** A WorkloadGroup of a file, and the machine that is to register. */
export interface RegistrationQuestion {
  readonly uri: string;
  readonly group: string;
  /** Where the file has several of that name: the line of its kind, from 0. */
  readonly line: number;
  readonly address: string;
}

/**
 * The WorkloadEntry that istiod would make for a machine with this address, as YAML. `undefined` if the file has no such group, or
 * the address is none.
 */
export function provideRegisteredEntry(engine: Engine, question: RegistrationQuestion): string | undefined {
  const groups = engine
    .entriesOf(question.uri)
    .filter(({ resource }) => resource.kind === 'WorkloadGroup' && resource.name === question.group);
  const atLine = groups.find(
    (entry) => engine.locate(entry, entry.resource.kindNode).range.start.line === question.line,
  );
  const entry = atLine ?? groups[0];
  if (!entry || !isIp(question.address)) return undefined;
  const group = meshObject(entry, DEFAULT_MESH);
  const machine = {
    address: question.address,
    labels: undefined,
    network: '',
    locality: undefined,
    // The proxy checks health where its group has a probe, unless somebody configured it otherwise.
    hasHealthCheck: mapAt(group.spec, 'probe') !== undefined,
  };
  return registeredText(registeredEntry(group, machine));
}
