import { t } from '../../l10n.ts';
import { ANNOTATION_NAMES, annotationFacts, isIstioKey, isIstioLabel } from '../../model/annotations.ts';
import { ANNOTATED_KINDS, ANNOTATED_PLACES, annotatedPlace, annotationsOf, moveTo } from '../annotation-places.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeFix } from '../field-fixes.ts';
import { closest, shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'object/unknown-annotation',
  alias: 'obj-annotation-unknown',
  severity: 'warning',
  kinds: ANNOTATED_KINDS,
  at: ANNOTATED_PLACES,
  codes: ['IST0108'],
  docs: () => ({
    summary: t('An annotation with a name of Istio’s is one that Istio knows; any other has no effect.'),
    details: t(
      'Names are compared to the letter, capitals included: `sidecar.istio.io/proxycpu` does nothing. Some settings are labels and not annotations, such as `istio.io/use-waypoint` and `topology.istio.io/network`. Annotations that are newer than this tool are reported too; switch the rule off for those.',
    ),
    invalid: `
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
        sidecar.istio.io/proxyCpu: 100m
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
        sidecar.istio.io/proxyCPU: 100m
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
    for (const annotation of annotationsOf(place)) {
      const { name, keyNode } = annotation;
      if (!isIstioKey(name) || name.startsWith('internal.istio.io/') || annotationFacts(name)) continue;
      if (isIstioLabel(name)) {
        report(keyNode, t('Istio reads "{0}" as a label; as an annotation it has no effect.', name), {
          fixes: () => {
            const edits = moveTo(entry, place, annotation, place.metadata, 'labels');
            return edits ? [{ title: t('Move "{0}" to the labels', name), edits, isPreferred: true }] : [];
          },
        });
      } else {
        report(keyNode, t('Istio has no annotation "{0}"; it has no effect.', shown(name)), {
          fixes: () => {
            const meant = closest(name, ANNOTATION_NAMES);
            return meant === undefined ? [] : [changeFix(entry, keyNode, meant, true)];
          },
        });
      }
    }
  },
});
