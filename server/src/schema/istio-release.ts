/** Releases of Istio, as far as they differ in what they know or refuse. */

/** The minor version of a release: 31 for Istio 1.31. All that count are releases of Istio 1. */
export type IstioRelease = number;

/** The first release whose facts are told apart; an older one is taken for this. */
export const OLDEST_RELEASE: IstioRelease = 19;

/** The release whose definitions `schemas/` holds, and what is assumed where nothing is set. */
export const NEWEST_RELEASE: IstioRelease = 31;

/** `1.27` and `1.27.3` to 27; `undefined` for anything else, and for a release that is not told apart. */
export function readRelease(text: string): IstioRelease | undefined {
  const minor = /^v?1\.([0-9]{1,3})(?:\.[0-9]+)*$/.exec(text.trim())?.[1];
  if (minor === undefined) return undefined;
  const release = Number(minor);
  return release >= OLDEST_RELEASE && release <= NEWEST_RELEASE ? release : undefined;
}
