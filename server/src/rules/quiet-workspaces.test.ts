/** Workspaces as people keep them, with nothing wrong in them: all rules are silent. */
import { describe, test } from 'vitest';
import { checkAllRules } from '../testing/check-rule.ts';

function serviceEntry(app: string, namespace = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${app}-se${namespace && `, namespace: ${namespace}`}}
spec: {hosts: [${app}.internal], workloadSelector: {labels: {app: ${app}}}}
`;
}

function workloadEntry(name: string, app: string, namespace = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}
spec: {address: 10.0.0.1, labels: {app: ${app}}}
`;
}

function namespace(name: string): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
}

test('three environments side by side', () => {
  checkAllRules(
    ['dev', 'staging', 'prod']
      .map(
        (env) => `//- ${env}/namespace.yaml
${namespace('shop')}//- ${env}/services.yaml
${serviceEntry('orders', 'shop')}//- ${env}/machines.yaml
${workloadEntry('orders-1', 'orders', 'shop')}`,
      )
      .join(''),
  );
});

test('environments that share their services and differ in their machines', () => {
  checkAllRules(`//- common/services.yaml
${serviceEntry('orders')}//- dev/machines.yaml
${workloadEntry('orders-1', 'orders')}//- prod/machines.yaml
${workloadEntry('orders-1', 'orders')}---
${workloadEntry('orders-2', 'orders')}`);
});

test('a file that redefines machines of another', () => {
  checkAllRules(`//- 01-first.yaml
${serviceEntry('orders')}---
${workloadEntry('orders-1', 'orders')}//- 02-again.yaml
${workloadEntry('orders-1', 'orders')}`);
});

test('a kustomize tree with a base, overlays and a patch', () => {
  checkAllRules(`//- base/kustomization.yaml
resources: [services.yaml, machines.yaml]
//- base/services.yaml
${serviceEntry('orders')}//- base/machines.yaml
${workloadEntry('orders-1', 'orders')}//- overlays/dev/kustomization.yaml
namespace: dev
resources: [../../base]
commonLabels: {env: dev}
patches:
  - path: address.yaml
//- overlays/dev/address.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: orders-1}
spec: {labels: {tier: dev}}
//- overlays/prod/kustomization.yaml
namespace: prod
resources: [../../base, more.yaml]
//- overlays/prod/more.yaml
${workloadEntry('orders-2', 'orders')}`);
});

test('a Helm chart beside plain files', () => {
  checkAllRules(`//- chart/Chart.yaml
apiVersion: v2
name: orders
version: 1.0.0
//- chart/values.yaml
app: orders
//- chart/templates/workload.yaml
{{- range .Values.machines }}
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: {{ .name }}
spec:
  labels:
    app: {{ $.Values.app }}
---
{{- end }}
//- chart/templates/service.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: orders-se
spec:
  workloadSelector:
    labels:
      app: "{{ .Values.app }}"
//- plain/orders.yaml
${serviceEntry('orders', 'shop')}//- plain/machine.yaml
${workloadEntry('billing-1', 'billing', 'shop')}`);
});

describe('a List', () => {
  test('holds both sides of a selection', () => {
    checkAllRules(`apiVersion: v1
kind: List
items:
  - apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: orders-se}
    spec: {workloadSelector: {labels: {app: orders}}}
  - apiVersion: networking.istio.io/v1
    kind: WorkloadEntry
    metadata: {name: orders-1}
    spec: {labels: {app: orders}}
`);
  });
});

test('services without a selector, and with endpoints of their own', () => {
  checkAllRules(`apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside}
spec: {hosts: [api.example.com], resolution: DNS}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: fixed}
spec: {hosts: [db.example.com], resolution: STATIC, endpoints: [{address: 10.0.0.9, labels: {app: orders}}]}
---
apiVersion: v1
kind: Service
metadata: {name: orders}
spec: {selector: {app: orders}}
`);
});

test('a machine that both a service entry and a Service select', () => {
  checkAllRules(`${serviceEntry('orders', 'shop')}---
${workloadEntry('orders-1', 'orders', 'shop')}---
apiVersion: v1
kind: Service
metadata: {name: orders, namespace: shop}
spec: {selector: {app: orders}, ports: [{port: 80}]}
`);
});

test('labels that a merge key brings in', () => {
  checkAllRules(`apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: orders-se, labels: &common {app: orders}}
spec: {workloadSelector: {labels: {<<: *common}}}
---
${workloadEntry('orders-1', 'orders')}`);
});
