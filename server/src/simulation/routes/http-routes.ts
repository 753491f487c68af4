/** The HTTP routes that a VirtualService gives a client on a port (D7.5). */
import { t } from '../../l10n.ts';
import type { JsonMap } from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import type { MeshVirtualService } from '../mesh/virtual-services.ts';
import { failedForHttp, type RouteClient } from './client-match.ts';
import { type DroppedRule, type HttpRule, httpRules } from './delegates.ts';
import { conditionText, type FailedCondition, isCatchAll } from './request-match.ts';

export interface HttpRoute {
  readonly virtualService: MeshVirtualService;
  readonly rule: HttpRule;
  /** `undefined` where every request fits. */
  readonly match: JsonMap | undefined;
  /** The match, or the rule that has none. */
  readonly place: ObjectPlace;
  readonly isCatchAll: boolean;
}

/** The routes in order, up to the first that takes everything. */
export function httpRoutes(
  mesh: MeshIndex,
  virtualService: MeshVirtualService,
  client: RouteClient,
  port: number,
): readonly HttpRoute[] {
  const routes: HttpRoute[] = [];
  for (const { route, failed } of candidates(mesh, virtualService, client, port)) {
    if (failed) continue;
    routes.push(route);
    if (route.isCatchAll) break;
  }
  return routes;
}

/** What of a VirtualService makes no route for the client, in order, and why. */
export function passedOver(
  mesh: MeshIndex,
  virtualService: MeshVirtualService,
  client: RouteClient,
  port: number,
): readonly DroppedRule[] {
  const found: DroppedRule[] = [...httpRules(mesh, virtualService.object).dropped];
  let takesAll = false;
  for (const { route, failed } of candidates(mesh, virtualService, client, port)) {
    const { place } = route;
    if (takesAll) found.push({ place, reason: t('what stands before it takes every request') });
    else if (failed) found.push({ place, reason: conditionText(failed, 'client') });
    else takesAll = route.isCatchAll;
  }
  return found;
}

interface Candidate {
  readonly route: HttpRoute;
  /** Why it is none for the client. */
  readonly failed: FailedCondition | undefined;
}

function* candidates(
  mesh: MeshIndex,
  virtualService: MeshVirtualService,
  client: RouteClient,
  port: number,
): Generator<Candidate> {
  for (const rule of httpRules(mesh, virtualService.object).rules) {
    for (const one of rule.matches ?? [undefined]) {
      const match = one?.value;
      const place = one?.place ?? rule.place;
      const failed = match && failedForHttp(match, client, port);
      yield { route: { virtualService, rule, match, place, isCatchAll: isCatchAll(match) }, failed };
    }
  }
}
