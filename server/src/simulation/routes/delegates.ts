/** The HTTP rules of a VirtualService with those of its delegates put in (D7.9). */
import { t } from '../../l10n.ts';
import { type JsonMap, mapAt, mapsAt, textAt, textsAt } from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { MeshObject } from '../mesh/mesh-object.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import { isExported } from '../mesh/services.ts';
import { exportToOf, gatewayName } from '../mesh/virtual-services.ts';
import { mergeMatches } from './merge-matches.ts';
import { nameOf } from './steps.ts';

/** A match as it counts, with the names of gateways completed, and where it is written. */
export interface HttpMatch {
  readonly value: JsonMap;
  readonly place: ObjectPlace;
}

/** A rule as it counts, and where it is written. */
export interface HttpRule {
  readonly value: JsonMap;
  /** `undefined` where every request fits. */
  readonly matches: readonly HttpMatch[] | undefined;
  readonly place: ObjectPlace;
}

/** A rule that istiod leaves out, and why. */
export interface DroppedRule {
  readonly place: ObjectPlace;
  /** For a person; half a sentence. */
  readonly reason: string;
}

export interface HttpRules {
  /** In order. */
  readonly rules: readonly HttpRule[];
  readonly dropped: readonly DroppedRule[];
}

/** Fields that a delegate's rule takes from the root's where it has none of its own. */
const INHERITED = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrorPercent',
  'mirrorPercentage',
  'corsPolicy',
  'mirrors',
  'headers',
];

/** The rules of a root VirtualService. */
export function httpRules(mesh: MeshIndex, object: MeshObject): HttpRules {
  return mesh.remember(`http ${nameOf(object)}`, () => {
    const rules: HttpRule[] = [];
    const dropped: DroppedRule[] = [];
    for (const root of ownRules(object)) {
      const delegate = mapAt(root.value, 'delegate');
      if (!delegate) {
        rules.push(root);
        continue;
      }
      const found = findDelegate(mesh, object, delegate);
      if (typeof found === 'string') {
        dropped.push({ place: { ...root.place, path: [...root.place.path, 'delegate'] }, reason: found });
        continue;
      }
      for (const own of ownRules(found)) {
        const matches = mergeMatches(root.matches, own.matches);
        if (matches !== 'conflict') rules.push({ value: inherit(own.value, root.value), matches, place: own.place });
        else {
          const reason = t(
            'one of its matches agrees with none of the rule of {0} that delegates to it',
            nameOf(object),
          );
          dropped.push({ place: own.place, reason });
        }
      }
    }
    return { rules, dropped };
  });
}

function ownRules(object: MeshObject): readonly HttpRule[] {
  return mapsAt(object.spec, 'http').map((value, index) => {
    const place = { object, path: ['spec', 'http', index] };
    const matches = mapsAt(value, 'match');
    return {
      value,
      matches: matches.length === 0 ? undefined : matches.map((match, at) => httpMatch(match, place, at)),
      place,
    };
  });
}

function httpMatch(match: JsonMap, { object, path }: ObjectPlace, index: number): HttpMatch {
  const gateways = textsAt(match, 'gateways').map((name) => gatewayName(name, object.namespace));
  return {
    value: gateways.length === 0 ? match : { ...match, gateways },
    place: { object, path: [...path, 'match', index] },
  };
}

/** The VirtualService that a rule hands on to, or why there is none. */
function findDelegate(mesh: MeshIndex, root: MeshObject, delegate: JsonMap): MeshObject | string {
  const namespace = textAt(delegate, 'namespace') || root.namespace;
  const target = mesh.find('VirtualService', namespace, textAt(delegate, 'name'));
  if (!target) return whyNotThere(mesh, namespace, textAt(delegate, 'name'));
  if (textsAt(target.spec, 'hosts').length > 0) {
    return t('{0} has hosts of its own, so it is no delegate', nameOf(target));
  }
  if (!isExported(exportToOf(target, mesh), target.namespace, root.namespace)) {
    return t('{0} is not exported to namespace `{1}`', nameOf(target), root.namespace);
  }
  return target;
}

function whyNotThere(mesh: MeshIndex, namespace: string, name: string): string {
  const refused = mesh.rejected.find(
    ({ object }) => object.kind === 'VirtualService' && object.namespace === namespace && object.name === name,
  );
  const shown = `${namespace}/${name}`;
  return refused
    ? t('Istio refuses {0}: {1}', shown, withoutStop(refused.reason))
    : t('there is no VirtualService {0}', shown);
}

/** The sentence as a part of another. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function inherit(own: JsonMap, root: JsonMap): JsonMap {
  const value: Record<string, JsonMap[string]> = { ...own };
  for (const field of INHERITED) {
    const inherited = root[field];
    if (value[field] === undefined && inherited !== undefined) value[field] = inherited;
  }
  return value;
}
