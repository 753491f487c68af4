/** Short ways to write manifests in tests. */

const head = (kind: string, name: string, namespace?: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace ? `  namespace: ${namespace}\n` : ''}`;

/** A WorkloadEntry with one label `app`. */
export function workloadEntry(name: string, app: string, namespace?: string): string {
  return `${head('WorkloadEntry', name, namespace)}spec:\n  address: 10.0.0.1\n  labels:\n    app: ${app}\n`;
}

/** A ServiceEntry that selects by one label `app`. */
export function serviceEntry(name: string, app: string, namespace?: string): string {
  return (
    `${head('ServiceEntry', name, namespace)}spec:\n  hosts:\n    - ${name}.internal\n  ports:\n    - number: 80\n` +
    `      name: http\n      protocol: HTTP\n  resolution: STATIC\n  workloadSelector:\n    labels:\n      app: ${app}\n`
  );
}

/** Documents as one file. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}
