/** Small resources that belong together; tests change one thing about them. */

/** A service entry that selects by `app`; the value stands in line 9. */
export function serviceEntry(name: string, app: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}, namespace: shop}
spec:
  hosts: [${name}.example.com]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  workloadSelector:
    labels:
      app: ${app}
`;
}

/** A workload entry; the value of its label `app` stands in line 6. */
export function workloadEntry(name: string, app: string): string {
  return `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: ${name}, namespace: shop}
spec:
  address: 10.0.0.1
  labels:
    app: ${app}
`;
}
