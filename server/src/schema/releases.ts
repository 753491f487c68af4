/** What came with which release of Istio: `schemas/istio/releases.json`, decoded when an older release is first asked about. */
import { type IstioRelease, OLDEST_RELEASE } from './istio-release.ts';
import { RELEASES_TEXT } from './schema-texts.generated.ts';

/** By `kind`, `kind/version`, `structure:path`, `structure:path=value` and `structure:path check`. */
type Facts = Readonly<
  Record<'kinds' | 'versions' | 'fields' | 'values' | 'checks', Readonly<Record<string, IstioRelease>>>
>;

/**
 * Checks that came with a release. All others hold in every release: istiod's webhook asks for the same and is older than the API
 * server's expressions. Of durations field rules say what the webhook does, which is more.
 */
const API_SERVER_ALONE = [
  /^WorkloadGroup:spec\.template/,
  /^RequestAuthentication:spec\.jwtRules\[\] one-of-jwks$/,
  /^ServiceEntry:spec\.ports\[\]\.targetPort /,
  / duration-at-least-1ms$/,
];

let decoded: Facts | undefined;

/** The release that brought it; the oldest of all for what every release has. */
export function sinceRelease(group: keyof Facts, key: string): IstioRelease {
  decoded ??= JSON.parse(RELEASES_TEXT) as Facts;
  return Object.hasOwn(decoded[group], key) ? (decoded[group][key] ?? OLDEST_RELEASE) : OLDEST_RELEASE;
}

/** Whether `release` makes a check, `structure:path name`. */
export function makesCheck(release: IstioRelease, key: string): boolean {
  return sinceRelease('checks', key) <= release || !API_SERVER_ALONE.some((place) => place.test(key));
}
