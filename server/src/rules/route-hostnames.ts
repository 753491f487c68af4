/** Host names as the API server asks for them in Gateways and routes of the Gateway API. */

const HOSTNAME = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** A DNS name in lower case, perhaps with `*` as its whole first label. Addresses in digits and dots pass. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && HOSTNAME.test(text);
}
