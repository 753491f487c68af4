/** Gateways between networks (D10): an endpoint of another network is reached through those of its network. */
import { type JsonMap, mapAt, mapsAt, numberAt, textAt, textsAt } from '../json-value.ts';
import { NETWORK_LABEL } from './localities.ts';
import type { MeshIndex } from './mesh-index.ts';

export interface NetworkGateway {
  readonly network: string;
  readonly address: string;
  readonly port: number;
}

const DEFAULT_PORT = 15443;

/** The gateways of every network, by the label that Services which lead into a network have. */
export function networkGateways(mesh: MeshIndex): ReadonlyMap<string, readonly NetworkGateway[]> {
  return mesh.remember('network gateways', () => {
    const byNetwork = new Map<string, NetworkGateway[]>();
    for (const { labels, spec, status } of mesh.ofKind('Service')) {
      const network = labels[NETWORK_LABEL] ?? '';
      if (network === '') continue;
      const port = gatewayPort(labels['networking.istio.io/gatewayPort']);
      // A Service that does not listen on the port leads nowhere (getGatewayDetails in network.go).
      if (!mapsAt(spec, 'ports').some((one) => numberAt(one, 'port') === port)) continue;
      for (const address of externalAddresses(spec, status)) {
        const there = byNetwork.get(network) ?? [];
        if (!there.some((one) => one.address === address && one.port === port)) there.push({ network, address, port });
        byNetwork.set(network, there);
      }
    }
    return byNetwork;
  });
}

function gatewayPort(label = ''): number {
  return /^\d+$/.test(label) ? Number(label) : DEFAULT_PORT;
}

function externalAddresses(spec: JsonMap, status: JsonMap): readonly string[] {
  const ingress = mapsAt(mapAt(status, 'loadBalancer'), 'ingress');
  const balanced = ingress.map((one) => textAt(one, 'ip') || textAt(one, 'hostname')).filter((one) => one !== '');
  return [...balanced, ...textsAt(spec, 'externalIPs')];
}
