import { t } from '../../l10n.ts';
import { type AnnotationFacts, annotationFacts } from '../../model/annotations.ts';
import {
  ANNOTATED_KINDS,
  ANNOTATED_PLACES,
  type AnnotatedPlace,
  annotatedPlace,
  annotationsOf,
  moveTo,
  podTemplate,
} from '../annotation-places.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt } from '../field-access.ts';
import { listOf } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'object/misplaced-annotation',
  alias: 'obj-annotation-misplaced',
  severity: 'warning',
  kinds: ANNOTATED_KINDS,
  at: ANNOTATED_PLACES,
  codes: ['IST0107'],
  docs: () => ({
    summary: t(
      'An annotation stands on a resource of the kind that Istio reads it on; anywhere else it has no effect.',
    ),
    details: t(
      'Most annotations concern the proxy beside a pod and are read from the pod: in a Deployment they belong to `spec.template.metadata`, in a WorkloadGroup to `spec.metadata`.',
    ),
    invalid: `
//- whoami.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: whoami
  annotations:
    traffic.sidecar.istio.io/excludeOutboundPorts: "5432"
spec:
  selector:
    matchLabels:
      app: whoami
  template:
    metadata:
      labels:
        app: whoami
    spec:
      containers:
        - name: whoami
          image: traefik/whoami
`,
    valid: `
//- whoami.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: whoami
spec:
  selector:
    matchLabels:
      app: whoami
  template:
    metadata:
      labels:
        app: whoami
      annotations:
        traffic.sidecar.istio.io/excludeOutboundPorts: "5432"
    spec:
      containers:
        - name: whoami
          image: traefik/whoami
`,
    sources: [
      'https://istio.io/latest/docs/reference/config/annotations/',
      'istio: pkg/config/analysis/analyzers/annotations',
    ],
  }),
  check(site, { entry, report }) {
    const place = annotatedPlace(entry, site);
    if (!place) return;
    // What a Kubernetes Gateway has is handed on to the pods and services made for it.
    if (entry.resource.kind === 'KubernetesGateway') return;
    for (const annotation of annotationsOf(place)) {
      const { name, keyNode } = annotation;
      const facts = annotationFacts(name);
      if (!facts || facts.isHidden || isReadIn(place, facts)) continue;
      // Refused, and said so by another rule.
      if (name === 'istio.io/dry-run') continue;
      const template = facts.carriers.includes('Pod') ? podTemplate(entry.resource.node) : undefined;
      report(keyNode, messageFor(name, place.carriers[0] ?? '', facts, template !== undefined), {
        fixes: () => {
          const owner = mapAt(template, 'metadata');
          const edits = owner && moveTo(entry, place, annotation, owner, 'annotations');
          return edits ? [{ title: t('Move "{0}" to the template of the pods', name), edits, isPreferred: true }] : [];
        },
      });
    }
  },
});

function isReadIn({ carriers }: AnnotatedPlace, facts: AnnotationFacts): boolean {
  return facts.carriers.includes('Any') || carriers.some((carrier) => facts.carriers.includes(carrier));
}

function messageFor(name: string, kind: string, { carriers }: AnnotationFacts, hasTemplate: boolean): string {
  if (hasTemplate) return t('Istio reads "{0}" on pods; here, outside of their template, it has no effect.', name);
  const readers = listOf(
    carriers.map((carrier) => (carrier === 'KubernetesGateway' ? 'Gateway (Kubernetes)' : carrier)),
  );
  return t('"{0}" has no effect on a {1}; Istio reads it on {2}.', name, kind, readers);
}
