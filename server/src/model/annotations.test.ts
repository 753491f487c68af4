import { expect, test } from 'vitest';
import { ANNOTATION_NAMES, annotationFacts, isIstioKey, isIstioLabel } from './annotations.ts';

test('knows who carries an annotation, since when and with which value', () => {
  expect(annotationFacts('traffic.sidecar.istio.io/includeOutboundIPRanges')).toEqual({
    carriers: ['Pod'],
    stage: 'alpha',
    isHidden: false,
    form: 'ranges-or-all',
  });
  expect(annotationFacts('networking.istio.io/traffic-distribution')?.carriers).toEqual([
    'Namespace',
    'Service',
    'ServiceEntry',
  ]);
  expect(annotationFacts('istio.io/autoRegistrationGroup')?.isHidden).toBe(true);
  expect(annotationFacts('istio.io/unheard-of')).toBeUndefined();
});

test('every name is a key of one of Istio’s domains, without remains of the table', () => {
  for (const name of ANNOTATION_NAMES) expect(name).toMatch(/^[a-z.]+\/[A-Za-z.-]+$/);
  expect(ANNOTATION_NAMES.length).toBeGreaterThan(45);
  expect(new Set(ANNOTATION_NAMES).size).toBe(ANNOTATION_NAMES.length);
});

test('tells Istio’s keys and labels from others', () => {
  expect(isIstioKey('istio.io/rev')).toBe(true);
  expect(isIstioKey('sidecar.istio.io/x')).toBe(true);
  expect(isIstioKey('myistio.io/x')).toBe(false);
  expect(isIstioKey('istio.io')).toBe(false);
  expect(isIstioLabel('istio.io/use-waypoint')).toBe(true);
  expect(isIstioLabel('sidecar.istio.io/inject')).toBe(false);
});
