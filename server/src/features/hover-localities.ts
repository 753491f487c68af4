/** Localities taken apart: which region, zone and subzone a text names, and whom it is near to. */
import { t } from '../l10n.ts';
import { localityProblem } from '../model/localities.ts';
import { code } from './describe-resource.ts';

/** Where an endpoint is, and which clients prefer it. */
export function describeLocality(text: string): string | undefined {
  if (text === '') return undefined;
  if (!text.includes('/') && text.includes('.')) {
    return t('One region named {0}: dots separate the parts only in the label `istio-locality`.', code(text));
  }
  const [region = '', zone = '', subzone = '', ...ignored] = text.split('/');
  const sentences = [partsInWords(region, zone, subzone)];
  if (ignored.length > 0) sentences.push(t('What follows, {0}, is not compared.', code(ignored.join('/'))));
  sentences.push(
    subzone === ''
      ? t('With outlier detection it is the first choice of clients whose locality is the same and says no more.')
      : t(
          'With outlier detection it is the first choice of clients in the same subzone, the second in the rest of the zone, the third in the rest of the region, and the last elsewhere.',
        ),
  );
  return sentences.join(' ');
}

function partsInWords(region: string, zone: string, subzone: string): string {
  if (zone === '' && subzone === '') return t('Region {0}, without zone and subzone.', code(region));
  if (subzone === '') return t('Region {0}, zone {1}, without subzone.', code(region), code(zone));
  return t('Region {0}, zone {1}, subzone {2}.', code(region), code(zone), code(subzone));
}

/** Whom `from` of a `distribute` item is about; `undefined` for what istiod refuses or never matches. */
export function describeClients(text: string): string | undefined {
  const area = areaOf(text);
  if (area === 'anywhere') return t('Clients everywhere.');
  return area && t('Clients in {0}.', area);
}

/** Which endpoints a key of `to` is about, and what they get. */
export function describeShareOf(text: string, percent: number | undefined): string | undefined {
  const area = areaOf(text);
  if (area === undefined) return undefined;
  if (percent === undefined) {
    return area === 'anywhere' ? t('Endpoints everywhere.') : t('Endpoints in {0}.', area);
  }
  return area === 'anywhere'
    ? t('{0} % of the traffic goes to endpoints everywhere.', percent)
    : t('{0} % of the traffic goes to endpoints in {1}.', percent, area);
}

/** All that lies under a locality, in words. */
function areaOf(text: string): string | undefined {
  if (text === '*') return 'anywhere';
  const parts = text.split('/');
  if (parts[parts.length - 1] === '*') parts.pop();
  // A wildcard inside of a part is never expanded.
  if (text === '' || localityProblem(text) !== undefined || parts.some((part) => part.includes('*'))) return undefined;
  const [region = '', zone, ...subzone] = parts;
  if (zone === undefined) return t('region {0}', code(region));
  if (subzone.length === 0) return t('zone {0} of region {1}', code(zone), code(region));
  return t('subzone {0} of zone {1} of region {2}', code(subzone.join('/')), code(zone), code(region));
}
