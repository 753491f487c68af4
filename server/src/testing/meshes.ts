/** Fixtures that several features are tried on. */

/** A ServiceEntry in one file that selects two entries of another, and a Deployment that it also selects. */
export const TEST_MESH = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: test-se
spec:
  hosts:
    - test.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
      targetPort: 8888
  resolution: STATIC
  workloadSelector:
    labels:
      app: test
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: test1-we
spec:
  address: 192.168.0.10
  labels:
    app: test
    version: v1
  ports:
    http: 8091
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: test2-we
spec:
  address: 192.168.0.12
  labels:
    app: test
    version: v2
//- deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: test
spec:
  template:
    metadata:
      labels:
        app: test
`;
