/** What a rule does with a request beside choosing where it goes, as far as somebody who follows it wants to know. */
import { t } from '../../l10n.ts';
import { type JsonMap, type JsonPath, mapAt, mapsAt, numberAt, textAt } from '../json-value.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import type { HttpRoute } from './http-routes.ts';
import type { MeshRequest } from './request.ts';
import type { Steps } from './steps.ts';

/** Says rewrites, copies and faults of the route in `steps`. */
export function explainActions({ rule, match }: HttpRoute, request: MeshRequest, steps: Steps): void {
  const { value } = rule;
  const at = (...path: JsonPath): ObjectPlace => ({ object: rule.place.object, path: [...rule.place.path, ...path] });
  const rewrite = mapAt(value, 'rewrite');
  const uri = textAt(rewrite, 'uri');
  if (uri !== '') {
    const path = rewrittenPath(request.path, uri, mapAt(match, 'uri'));
    steps.explain('D7.15', t('The path becomes "{0}".', path), at('rewrite', 'uri'));
  }
  const regex = mapAt(rewrite, 'uriRegexRewrite');
  if (regex) {
    const text = t('In the path, what fits "{0}" becomes "{1}".', textAt(regex, 'match'), textAt(regex, 'rewrite'));
    steps.explain('D7.15', text, at('rewrite', 'uriRegexRewrite'));
  }
  const authority = textAt(rewrite, 'authority');
  if (authority !== '') {
    steps.explain('D7.15', t('The Host header becomes "{0}".', authority), at('rewrite', 'authority'));
  }
  const mirror = mapAt(value, 'mirror');
  if (mirror) explainCopy(mirror, at('mirror'), steps);
  mapsAt(value, 'mirrors').forEach((one, index) => {
    const destination = mapAt(one, 'destination');
    if (destination) explainCopy(destination, at('mirrors', index), steps);
  });
  explainFaults(mapAt(value, 'fault'), at('fault'), steps);
}

/**
 * A path with what `uri` of a match was about replaced: of a prefix that prefix, of anything else the whole; where there is no
 * such match, the slash it begins with. The query stays.
 */
function rewrittenPath(path: string, uri: string, condition: JsonMap | undefined): string {
  const end = path.indexOf('?');
  const query = end < 0 ? '' : path.slice(end);
  if (textAt(condition, 'exact') !== '' || textAt(condition, 'regex') !== '') return uri + query;
  const prefix = textAt(condition, 'prefix') || '/';
  return uri + path.slice(prefix.length);
}

function explainCopy(destination: JsonMap, place: ObjectPlace, steps: Steps): void {
  const port = numberAt(mapAt(destination, 'port'), 'number');
  const host = textAt(destination, 'host');
  steps.explain('D7.15', t('A copy of requests goes to {0}.', port === 0 ? host : `${host}:${port}`), place);
}

function explainFaults(fault: JsonMap | undefined, place: ObjectPlace, steps: Steps): void {
  const abort = mapAt(fault, 'abort');
  const delay = mapAt(fault, 'delay');
  if (delay) {
    const text = t('{0} % of the requests wait {1} on purpose.', percentage(delay), textAt(delay, 'fixedDelay'));
    steps.explain('D7.15', text, { ...place, path: [...place.path, 'delay'] });
  }
  if (abort) {
    const status = numberAt(abort, 'httpStatus') || textAt(abort, 'grpcStatus');
    const text = t('{0} % of the requests are answered {1} on purpose.', percentage(abort), status);
    steps.explain('D7.15', text, { ...place, path: [...place.path, 'abort'] });
  }
}

/** Without a percentage every request is meant. */
function percentage(fault: JsonMap): number {
  const written = mapAt(fault, 'percentage');
  if (written) return numberAt(written, 'value');
  return numberAt(fault, 'percent') || 100;
}
