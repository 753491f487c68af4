/** The names that a mesh has, as they are written in one namespace; found when first asked for. */
import { t } from '../l10n.ts';
import type { KindName } from '../model/kinds.ts';
import type { ServicePort } from '../model/resource.ts';
import { destinationRuleKey, hostKey, type Topic } from '../references/fact-keys.ts';
import {
  destinationRuleOf,
  fullHost,
  hostPatterns,
  type Subset,
  serviceHost,
  serviceOfHost,
} from '../references/host-facts.ts';
import { eachAt } from '../schema/node-paths.ts';
import { selectedWorkloads, type WorkloadEntryOf } from '../simulation/selection.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';

/** A name and what it stands for. */
export interface MeshName {
  readonly name: string;
  readonly detail: string | undefined;
}

interface KnownHost {
  /** In full. */
  readonly host: string;
  readonly entry: ResourceEntry;
}

/** Something with a namespace. */
interface Identity {
  readonly namespace: string;
  readonly name: string;
}

/** More hosts than these are not offered. */
const MAX_HOSTS = 2_000;
/** Where every namespace sees what is exported. */
const ROOT_NAMESPACE = 'istio-system';

export class MeshNames {
  readonly #view: MeshView;
  /** The namespace in which names are written. */
  readonly #namespace: string;
  readonly #lists = new Map<Topic, readonly string[]>();
  readonly #places = new Map<string, string>();
  #known: readonly KnownHost[] | undefined;
  #hosts: readonly MeshName[] | undefined;

  constructor(view: MeshView, namespace: string) {
    this.#view = view;
    this.#namespace = namespace;
  }

  /** All namespaces that somebody lies in or defines, the own one first. */
  get namespaces(): readonly MeshName[] {
    const names = this.#list('namespace').map((name) => ({
      name,
      detail: name === this.#namespace ? t('this namespace') : undefined,
    }));
    return [
      ...names.filter(({ name }) => name === this.#namespace),
      ...names.filter(({ name }) => name !== this.#namespace),
    ];
  }

  /** Hosts in sight as they are written here, those of the own namespace first. */
  get hosts(): readonly MeshName[] {
    this.#hosts ??= this.#writtenHosts();
    return this.#hosts;
  }

  #writtenHosts(): readonly MeshName[] {
    const isOwn = (entry: ResourceEntry): boolean => entry.namespace === this.#namespace;
    const own = this.#knownHosts().filter(({ entry }) => isOwn(entry));
    const others = this.#knownHosts().filter(({ entry }) => !isOwn(entry));
    const written = [...own, ...others].map(({ host, entry }): MeshName => {
      const { kind, name } = entry.resource;
      const isShort = kind === 'Service' && (isOwn(entry) || entry.namespace === '' || this.#namespace === '');
      return { name: isShort ? name : host, detail: this.#placeOf(kind, entry.namespace) };
    });
    // A Service's full name means the same everywhere.
    const full = own.flatMap(({ host, entry }): MeshName[] =>
      entry.resource.kind === 'Service' && entry.namespace !== ''
        ? [{ name: host, detail: this.#placeOf('Service', entry.namespace) }]
        : [],
    );
    return [...written, ...full];
  }

  /** Hosts as a namespace and a name, as a Sidecar's egress wants them. */
  get namespacedHosts(): readonly MeshName[] {
    return this.#knownHosts().flatMap(({ host, entry }) => {
      const { kind } = entry.resource;
      // Without a namespace a Service has no full name.
      if ((kind === 'Service' && entry.namespace === '') || !host.includes('.')) return [];
      const isHere = entry.namespace === this.#namespace || entry.namespace === '';
      return [{ name: `${isHere ? '.' : entry.namespace}/${host}`, detail: kind }];
    });
  }

  /** The hosts that a Gateway, as it is named here, accepts; without those that say nothing. */
  hostsOfGateway(gateway: string): readonly MeshName[] {
    const [name = '', namespace = this.#namespace] = gateway.split('/').reverse();
    const found = this.#view.find('Gateway', namespace, name);
    const hosts = new Set<string>();
    eachAt(found?.resource.node, 'spec.servers[].hosts[]', (host) => {
      const written = host.kind === 'scalar' ? host.text.replace(/^[^/]*\//, '') : '';
      if (written !== '' && written !== '*') hosts.add(written);
    });
    return [...hosts].map((host) => ({ name: host, detail: t('host of {0}', name) }));
  }

  /** The ports of the Services and ServiceEntries behind a host as it is written here. */
  portsOf(host: string): readonly ServicePort[] {
    return this.#definitionsOf(host).flatMap(({ resource }) =>
      resource.kind === 'Service' || resource.kind === 'ServiceEntry' ? resource.ports : [],
    );
  }

  /** The subsets that DestinationRules have for a host as it is written here. */
  subsetsOf(host: string): readonly { readonly subset: Subset; readonly rule: ResourceEntry }[] {
    return this.#view
      .lookup(destinationRuleKey(fullHost(host, this.#namespace)))
      .flatMap((rule) => (destinationRuleOf(rule.resource)?.subsets ?? []).map((subset) => ({ subset, rule })));
  }

  /** The workloads that the Services and ServiceEntries behind a host select. */
  workloadsOf(host: string): WorkloadEntryOf[] {
    return this.#definitionsOf(host).flatMap((entry) => selectedWorkloads(this.#view, entry) ?? []);
  }

  /** The names of resources of a kind in this namespace. */
  ownOf(kind: KindName): MeshName[] {
    return this.#identitiesOf(`id ${kind}`)
      .filter(({ namespace }) => namespace === this.#namespace || namespace === '')
      .map(({ name }) => ({ name, detail: kind }));
  }

  /** The names of resources of a kind, those of other namespaces with their namespace before them. */
  allOf(kind: KindName): MeshName[] {
    const foreign = this.#identitiesOf(`id ${kind}`)
      .filter(({ namespace }) => namespace !== this.#namespace && namespace !== '')
      .map(({ namespace, name }) => ({ name: `${namespace}/${name}`, detail: kind }));
    const root = foreign.filter(({ name }) => name.startsWith(`${ROOT_NAMESPACE}/`));
    return [...this.ownOf(kind), ...root, ...foreign.filter((name) => !root.includes(name))];
  }

  /** The ServiceAccounts that exist or are used in this namespace. */
  get accounts(): readonly MeshName[] {
    return this.#accounts()
      .filter(({ namespace }) => namespace === this.#namespace || namespace === '')
      .map(({ name }) => ({ name, detail: 'ServiceAccount' }));
  }

  /** All ServiceAccounts as the principals that their certificates name. */
  get principals(): readonly MeshName[] {
    return this.#accounts().map(({ namespace, name }) => ({
      name: `cluster.local/ns/${namespace || 'default'}/sa/${name}`,
      detail: 'ServiceAccount',
    }));
  }

  /** All ServiceAccounts as namespace and name. */
  get namespacedAccounts(): readonly MeshName[] {
    return this.#accounts().map(({ namespace, name }) => ({
      name: namespace === '' ? name : `${namespace}/${name}`,
      detail: 'ServiceAccount',
    }));
  }

  /** Localities that workloads and nodes are in. */
  get localities(): readonly MeshName[] {
    return this.#list('locality').map((name) => ({ name, detail: undefined }));
  }

  /** The regions of those. */
  get regions(): readonly MeshName[] {
    const regions = new Set(this.#list('locality').map((name) => name.split('/')[0] ?? name));
    return [...regions].map((name) => ({ name, detail: undefined }));
  }

  /** Networks that workloads and namespaces are in. */
  get networks(): readonly MeshName[] {
    return this.#list('network').map((name) => ({ name, detail: undefined }));
  }

  #definitionsOf(host: string): ResourceEntry[] {
    for (const pattern of hostPatterns(fullHost(host, this.#namespace))) {
      const found = this.#view.lookup(hostKey(pattern));
      if (found.length > 0) return found;
    }
    const service = serviceOfHost(host);
    return service && this.#namespace === service.namespace
      ? this.#view.lookup(hostKey(serviceHost(service.name, '')))
      : [];
  }

  #knownHosts(): readonly KnownHost[] {
    if (this.#known) return this.#known;
    const hosts: KnownHost[] = [];
    for (const { name, key } of this.#view.names('host')) {
      const [entry] = this.#view.lookup(key, (candidate) => this.#isExportedHere(candidate));
      if (entry) hosts.push({ host: name, entry });
      if (hosts.length === MAX_HOSTS) break;
    }
    hosts.sort((left, right) => compare(left.host, right.host));
    this.#known = hosts;
    return hosts;
  }

  #isExportedHere({ resource, namespace }: ResourceEntry): boolean {
    if (resource.kind !== 'ServiceEntry' || resource.exportTo.length === 0) return true;
    if (namespace === this.#namespace || namespace === '' || this.#namespace === '') return true;
    return resource.exportTo.some(({ value }) => value === '*' || value === this.#namespace);
  }

  #placeOf(kind: KindName, namespace: string): string {
    if (namespace === this.#namespace) return kind;
    const key = `${kind} ${namespace}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = namespace === '' ? t('{0} without a namespace', kind) : t('{0} in namespace {1}', kind, namespace);
      this.#places.set(key, place);
    }
    return place;
  }

  #accounts(): readonly Identity[] {
    return this.#ownFirst(this.#list('account').map(identityOf));
  }

  #identitiesOf(topic: Topic): readonly Identity[] {
    return this.#list(topic).map(identityOf);
  }

  #ownFirst(identities: readonly Identity[]): readonly Identity[] {
    const isOwn = ({ namespace }: Identity): boolean => namespace === this.#namespace;
    return [...identities.filter(isOwn), ...identities.filter((identity) => !isOwn(identity))];
  }

  /** The names of a topic in alphabetical order. */
  #list(topic: Topic): readonly string[] {
    let list = this.#lists.get(topic);
    if (!list) {
      list = [...this.#view.names(topic)].flatMap(({ name, key }) => (this.#view.hasAny(key) ? name : [])).sort();
      this.#lists.set(topic, list);
    }
    return list;
  }
}

function identityOf(written: string): Identity {
  const slash = written.indexOf('/');
  return { namespace: written.slice(0, slash), name: written.slice(slash + 1) };
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
