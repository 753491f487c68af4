/** Documents with a traffic policy, or a part of one, that differ at one place. */
import type { Pair } from './own-cases.ts';

function resource(spec: string, kind = 'DestinationRule'): string {
  return `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\nspec: ${spec}\n`;
}

/** Two texts that differ at one place of `spec`, which is marked by `@`. */
export function around(name: string, rule: string, spec: string, refused: string, accepted: string): Pair {
  const made = (text: string): string => resource(spec.replace('@', () => text));
  return { name, rule: `destination-rule/${rule}`, refused: made(refused), accepted: made(accepted) };
}

/** The same inside a traffic policy. */
export function policy(name: string, rule: string, content: string, refused: string, accepted: string): Pair {
  return around(name, rule, `{host: a, trafficPolicy: {${content}}}`, refused, accepted);
}

/** The same inside the policy of a subset, where Istio swallows warnings but no errors. */
export function subset(name: string, rule: string, content: string, refused: string, accepted: string): Pair {
  return around(name, rule, `{host: a, subsets: [{name: v1, trafficPolicy: {${content}}}]}`, refused, accepted);
}

/** The same inside the settings of a port. */
export function port(name: string, rule: string, content: string, refused: string, accepted: string): Pair {
  const settings = `{port: {number: 80}, ${content}}`;
  return policy(name, rule, `portLevelSettings: [${settings}]`, refused, accepted);
}

export function sidecar(name: string, rule: string, pool: string, refused: string, accepted: string): Pair {
  const made = (text: string): string =>
    resource(`{inboundConnectionPool: ${pool.replace('@', () => text)}}`, 'Sidecar');
  return { name, rule: `destination-rule/${rule}`, refused: made(refused), accepted: made(accepted) };
}
