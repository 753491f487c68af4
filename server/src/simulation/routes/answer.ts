/** The last part of the way, which sidecars and gateways share: from a virtual host to clusters. */
import { t } from '../../l10n.ts';
import { mapAt, mapsAt, numberAt, textAt } from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { MeshService } from '../mesh/services.ts';
import { type LookUp, routedClusters } from './destinations.ts';
import type { HttpRoute } from './http-routes.ts';
import type { MeshRequest, Outcome, RouteAnswer } from './request.ts';
import { conditionText, failedCondition } from './request-match.ts';
import { explainActions } from './route-actions.ts';
import { pathText, placeOf, type Steps } from './steps.ts';

/** An answer of this outcome; facts that do not concern it are left out. */
export function answer(outcome: Outcome, facts: Partial<Omit<RouteAnswer, 'outcome'>> = {}): RouteAnswer {
  const { virtualService, clusters = [], detail } = facts;
  return { outcome, virtualService, clusters, detail };
}

/** An answer that leads to one cluster. */
export function answerWithCluster(cluster: string): RouteAnswer {
  return answer('route', { clusters: [{ cluster, weight: 100 }] });
}

/** What a request meets behind its virtual host. */
export interface HttpSituation<R extends HttpRoute> {
  readonly mesh: MeshIndex;
  readonly request: MeshRequest;
  readonly scheme: 'http' | 'https';
  /** The port that a route's destination without one means. */
  readonly portOf: (route: R) => number;
  readonly lookUpFor: (route: R) => LookUp;
}

/** The service itself, for which no VirtualService decides. */
export function answerWithService({ host, object }: MeshService, port: number, steps: Steps): RouteAnswer {
  steps.decide(
    'destination',
    'D7.3',
    t('All requests go to the service itself, {0}.', `${host}:${port}`),
    placeOf(object),
  );
  return answerWithCluster(`outbound|${port}||${host}`);
}

/** Tries the routes of a virtual host in order. */
export function answerHttp<R extends HttpRoute>(
  situation: HttpSituation<R>,
  routes: readonly R[],
  steps: Steps,
): RouteAnswer {
  const { request, scheme } = situation;
  for (const route of routes) {
    const { match, place } = route;
    const failed = match && failedCondition(match, request, scheme);
    if (!failed) return take(situation, route, steps);
    const text = t('{0} does not match: {1}.', pathText(place.path), conditionText(failed, 'request'));
    steps.decide('rule', 'D7.15', text, place);
  }
  steps.decide('rule', 'D7.11', t('No rule matches; the proxy answers 404.'));
  return answer('no-route');
}

function take<R extends HttpRoute>(situation: HttpSituation<R>, route: R, steps: Steps): RouteAnswer {
  const { mesh, portOf, lookUpFor, request } = situation;
  const { rule, place } = route;
  const virtualService = route.virtualService.object;
  const name = pathText(place.path);
  const redirect = mapAt(rule.value, 'redirect');
  if (redirect) {
    const code = numberAt(redirect, 'redirectCode') || 301;
    const target = `${textAt(redirect, 'authority')}${textAt(redirect, 'uri')}`;
    steps.decide('rule', 'D7.15', t('{0} matches: the proxy answers with a redirect ({1}).', name, code), place);
    return answer('redirect', { virtualService, detail: `${code} ${target}`.trim() });
  }
  const response = mapAt(rule.value, 'directResponse');
  if (response) {
    const status = numberAt(response, 'status');
    steps.decide('rule', 'D7.15', t('{0} matches: the proxy answers by itself ({1}).', name, status), place);
    return answer('direct-response', { virtualService, detail: String(status) });
  }
  const text = route.match ? t('{0} matches.', name) : t('{0} takes every request.', name);
  steps.decide('rule', 'D7.15', text, place);
  explainActions(route, request, steps);
  const routes = mapsAt(rule.value, 'route');
  const clusters = routedClusters(routes, rule.place, mesh, portOf(route), lookUpFor(route), steps);
  return answer('route', { virtualService, clusters });
}
