import { t } from '../../l10n.ts';
import { annotationFacts } from '../../model/annotations.ts';
import { ANNOTATED_KINDS, ANNOTATED_PLACES, annotatedPlace, annotationsOf, moveTo } from '../annotation-places.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, mapAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

const INJECT = 'sidecar.istio.io/inject';

export default defineFieldRule({
  id: 'object/annotation-stage',
  alias: 'obj-annotation-stage',
  severity: 'info',
  kinds: ANNOTATED_KINDS,
  at: ANNOTATED_PLACES,
  codes: ['IST0135', 'IST0136'],
  docs: () => ({
    summary: t(
      'An annotation that is deprecated, or whose feature is in its alpha stage, may lose its effect with a later release.',
    ),
    details: t(
      'Deprecated ones have a successor: the label `sidecar.istio.io/inject`, or `proxyStatsMatcher` and the like in `proxy.istio.io/config`. Alpha features work, but are not promised to stay as they are; that is no more than a hint.',
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
        sidecar.istio.io/inject: "false"
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
        sidecar.istio.io/inject: "false"
    spec:
      containers:
        - name: whoami
          image: traefik/whoami
`,
    sources: [
      'https://istio.io/latest/docs/reference/config/annotations/',
      'istio: pkg/config/analysis/analyzers/maturity',
    ],
  }),
  check(site, { entry, report }) {
    const place = annotatedPlace(entry, site);
    if (!place) return;
    for (const annotation of annotationsOf(place)) {
      const { name, keyNode } = annotation;
      const facts = annotationFacts(name);
      // On another kind of resource it has no effect at all.
      if (!facts || facts.isHidden || !place.carriers.some((carrier) => facts.carriers.includes(carrier))) continue;
      if (facts.stage === 'removed') {
        report(keyNode, t('Istio no longer reads "{0}".', name), {
          fixes: () => removeFix(entry, place.annotations, name),
        });
      } else if (facts.stage === 'alpha') {
        report(keyNode, t('"{0}" is an alpha feature of Istio: it may change or go.', name), { severity: 'hint' });
      } else if (facts.stage === 'deprecated') {
        const isInject = name === INJECT;
        // Both are written where older releases are to understand it too.
        if (isInject && isSet(mapAt(place.metadata, 'labels'), INJECT)) continue;
        report(
          keyNode,
          isInject
            ? t('"{0}" is a label now; Istio reads the annotation for old resources only.', name)
            : t('"{0}" is deprecated; Istio may stop reading it.', name),
          {
            fixes: () => {
              const edits = isInject ? moveTo(entry, place, annotation, place.metadata, 'labels') : undefined;
              return edits ? [{ title: t('Move "{0}" to the labels', name), edits, isPreferred: true }] : [];
            },
          },
        );
      }
    }
  },
});
