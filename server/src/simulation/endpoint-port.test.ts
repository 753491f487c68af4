import { describe, expect, test } from 'vitest';
import { decodeDocument } from '../model/decode/decode-document.ts';
import { isWorkload, type Service, type ServiceEntry, type Workload } from '../model/resource.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { endpointPort } from './endpoint-port.ts';

/** `number origin` for the first port of the service, as the workload gets it. */
function portOf(service: ServiceEntry | Service, workload: Workload): string {
  const [port] = service.ports;
  const found = port && endpointPort(service, port, workload);
  return found ? `${found.number} ${found.origin}` : 'none';
}

function serviceEntry(port: string): ServiceEntry {
  return decode(`kind: ServiceEntry\nspec: {ports: [{${port}}]}`) as ServiceEntry;
}

function service(port: string): Service {
  return decode(`kind: Service\nspec: {ports: [{${port}}]}`, 'v1') as Service;
}

function workloadEntry(spec: string): Workload {
  return decode(`kind: WorkloadEntry\nspec: {${spec}}`) as Workload;
}

function pod(spec: string): Workload {
  const workload = decode(`kind: Pod\nmetadata: {name: p}\nspec: {${spec}}`, 'v1');
  if (!isWorkload(workload)) throw new Error('no workload');
  return workload;
}

function decode(text: string, apiVersion = 'networking.istio.io/v1'): ReturnType<typeof decodeDocument>[number] {
  const [resource] = decodeDocument(parseDocument(`apiVersion: ${apiVersion}\n${text}\n`));
  if (!resource) throw new Error('no resource');
  return resource;
}

describe('a port of a ServiceEntry', () => {
  const http = serviceEntry('number: 80, name: http, protocol: HTTP, targetPort: 8888');

  test('is the port of the entry that has its name', () => {
    expect(portOf(http, workloadEntry('address: 1.1.1.1, ports: {http: 8091}'))).toBe('8091 ports');
  });

  test('is never found by number or protocol', () => {
    expect(portOf(http, workloadEntry('address: 1.1.1.1, ports: {"80": 1, HTTP: 2, htpp: 3}'))).toBe('8888 targetPort');
  });

  test('is the target port where the entry names none', () => {
    expect(portOf(http, workloadEntry('address: 1.1.1.1'))).toBe('8888 targetPort');
  });

  test('is its own number where there is no target port', () => {
    expect(portOf(serviceEntry('number: 80, name: http'), workloadEntry('address: 1.1.1.1'))).toBe('80 number');
  });

  test('is none where it has no number', () => {
    expect(portOf(serviceEntry('name: http'), workloadEntry('address: 1.1.1.1'))).toBe('none');
  });

  test('takes zero in an entry for absent', () => {
    expect(portOf(http, workloadEntry('address: 1.1.1.1, ports: {http: 0}'))).toBe('8888 targetPort');
  });

  test('is none on a socket', () => {
    expect(portOf(http, workloadEntry('address: "unix:///run/app.sock", ports: {http: 1}'))).toBe('0 socket');
  });

  test('is the first container port of its name', () => {
    expect(
      portOf(
        http,
        pod(
          'containers: [{ports: [{containerPort: 1, name: admin}, {containerPort: 2, name: http, protocol: UDP}]}, {ports: [{containerPort: 3, name: http}]}]',
        ),
      ),
    ).toBe('3 container');
  });

  test('passes over container ports without a name', () => {
    expect(portOf(http, pod('containers: [{ports: [{containerPort: 8080}]}]'))).toBe('8888 targetPort');
  });

  test('without a name meets no container port without a name', () => {
    expect(portOf(serviceEntry('number: 80'), pod('containers: [{ports: [{containerPort: 8080}]}]'))).toBe('80 number');
  });

  test('is found in a sidecar that always restarts, after the containers', () => {
    const sidecar = 'initContainers: [{restartPolicy: Always, ports: [{containerPort: 9, name: http}]}]';
    expect(portOf(http, pod(`${sidecar}, containers: [{ports: []}]`))).toBe('9 container');
    expect(portOf(http, pod(`${sidecar}, containers: [{ports: [{containerPort: 5, name: http}]}]`))).toBe(
      '5 container',
    );
  });
});

describe('a port of a Kubernetes Service', () => {
  test('with a number as target is overridden by the port of the entry that has its own name', () => {
    const http = service('port: 80, name: http, targetPort: 8080');
    expect(portOf(http, workloadEntry('address: 1.1.1.1, ports: {http: 8091}'))).toBe('8091 ports');
    expect(portOf(http, workloadEntry('address: 1.1.1.1'))).toBe('8080 targetPort');
  });

  test('with a name as target needs that name in the entry', () => {
    const http = service('port: 80, name: http, targetPort: web');
    expect(portOf(http, workloadEntry('address: 1.1.1.1, ports: {web: 8091}'))).toBe('8091 ports');
    expect(portOf(http, workloadEntry('address: 1.1.1.1, ports: {http: 8091}'))).toBe('none');
  });

  test('gives pods its target, by number or by name', () => {
    const workload = pod('containers: [{ports: [{containerPort: 3, name: web}]}]');
    expect(portOf(service('port: 80, name: web, targetPort: 8080'), workload)).toBe('8080 targetPort');
    expect(portOf(service('port: 80, targetPort: web'), workload)).toBe('3 container');
    expect(portOf(service('port: 80, name: web'), workload)).toBe('80 number');
  });
});
