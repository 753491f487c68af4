import { t } from '../../l10n.ts';
import { annotationFacts } from '../../model/annotations.ts';
import { ANNOTATED_KINDS, ANNOTATED_PLACES, annotatedPlace, annotationsOf } from '../annotation-places.ts';
import { expectedInstead } from '../annotation-values.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'object/annotation-value',
  alias: 'obj-annotation-value',
  severity: 'warning',
  kinds: ANNOTATED_KINDS,
  at: ANNOTATED_PLACES,
  codes: ['IST0125'],
  docs: () => ({
    summary: t('The value of an annotation is one that Istio can read; with any other the injector refuses the pod.'),
    details: t(
      'Ports are numbers and address ranges are blocks such as `10.0.0.0/8`, separated by commas, ranges without spaces; CPU and memory are quantities as Kubernetes has them.',
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
        traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.1
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
        traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.1/32
    spec:
      containers:
        - name: whoami
          image: traefik/whoami
`,
    sources: ['istio: pkg/kube/inject/validate.go'],
  }),
  check(site, { entry, report }) {
    const place = annotatedPlace(entry, site);
    if (!place) return;
    for (const { name, value } of annotationsOf(place)) {
      const facts = annotationFacts(name);
      if (!facts?.form || !place.carriers.some((carrier) => facts.carriers.includes(carrier))) continue;
      const text = asText(value);
      const expected = text && expectedInstead(facts.form, text.value);
      if (!text || expected === undefined) continue;
      report(
        text.node,
        // A group's annotations go to machines, where nothing is injected.
        entry.resource.kind === 'WorkloadGroup'
          ? t('Istio expects {1} for "{0}", not "{2}".', name, expected, shown(text.value))
          : t('Istio expects {1} for "{0}"; with "{2}" no proxy is injected.', name, expected, shown(text.value)),
        {
          fixes: () => {
            const instead = text.value.replace(/\s/g, '');
            return instead !== text.value && facts.form && expectedInstead(facts.form, instead) === undefined
              ? [changeFix(entry, text.node, instead, true)]
              : [];
          },
        },
      );
    }
  },
});
