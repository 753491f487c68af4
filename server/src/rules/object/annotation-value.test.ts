import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './annotation-value.ts';

const pod = (name: string, value: string) => `apiVersion: v1
kind: Pod
metadata: {name: a, annotations: {${name}: "${value}"}}
`;

test('warns of what the injector cannot read', () => {
  checkRule(
    rule,
    `apiVersion: v1
kind: Pod
metadata:
  name: a
  annotations:
    sidecar.istio.io/interceptionMode: tproxy
#                                      ^^^^^^ warning: Istio expects REDIRECT, TPROXY or NONE for "sidecar.istio.io/interceptionMode"; with "tproxy" no proxy is injected.
    status.sidecar.istio.io/port: "99999"
#                                 ^^^^^^^ warning: Istio expects the number of a port for "status.sidecar.istio.io/port"; with "99999" no proxy is injected.
    readiness.status.sidecar.istio.io/periodSeconds: 5s
#                                                    ^^ warning: Istio expects a whole number for "readiness.status.sidecar.istio.io/periodSeconds"; with "5s" no proxy is injected.
    prometheus.istio.io/merge-metrics: "no"
#                                      ^^^^ warning: Istio expects true or false for "prometheus.istio.io/merge-metrics"; with "no" no proxy is injected.
    traffic.sidecar.istio.io/excludeInboundPorts: "*"
#                                                 ^^^ warning: Istio expects numbers of ports, separated by commas for "traffic.sidecar.istio.io/excludeInboundPorts"; with "*" no proxy is injected.
    traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.0.0.1
#                                                     ^^^^^^^^ warning: Istio expects ranges of addresses such as 10.0.0.0/8, separated by commas without spaces for "traffic.sidecar.istio.io/excludeOutboundIPRanges"; with "10.0.0.1" no proxy is injected.
    traffic.sidecar.istio.io/excludeInterfaces: eth0:1
#                                               ^^^^^^ warning: Istio expects names of network interfaces, separated by commas for "traffic.sidecar.istio.io/excludeInterfaces"; with "eth0:1" no proxy is injected.
    sidecar.istio.io/proxyMemory: 1 GB
#                                 ^^^^ warning: Istio expects a quantity such as 100m or 128Mi for "sidecar.istio.io/proxyMemory"; with "1 GB" no proxy is injected.
    proxy.istio.io/config: debug
#                          ^^^^^ warning: Istio expects settings of the proxy as YAML for "proxy.istio.io/config"; with "debug" no proxy is injected.
`,
  );
});

test('takes what it can read', () => {
  checkRule(
    rule,
    [
      pod('traffic.sidecar.istio.io/includeInboundPorts', '*'),
      pod('traffic.sidecar.istio.io/excludeInboundPorts', '80, 81'),
      pod('traffic.sidecar.istio.io/excludeInboundPorts', ''),
      pod('traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8,fd00::/8'),
      pod('sidecar.istio.io/proxyCPU', '1.5'),
      pod('sidecar.istio.io/proxyMemory', '1Gi'),
      pod('proxy.istio.io/config', 'concurrency: 2'),
      pod('proxy.istio.io/config', '{}'),
      pod('status.sidecar.istio.io/port', `\${PORT}`),
      pod('sidecar.istio.io/logLevel', 'anything'),
    ].join('---\n'),
  );
});

test('takes spaces out', () => {
  const name = 'traffic.sidecar.istio.io/includeOutboundIPRanges';
  checkFix(
    rule,
    pod(name, '10.0.0.0/8, 10.0.0.1/32'),
    'Change to "10.0.0.0/8,10.0.0.1/32"',
    pod(name, '10.0.0.0/8,10.0.0.1/32'),
  );
});
