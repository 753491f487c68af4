import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { textAt } from '../field-access.ts';
import { closest } from '../schema-texts.ts';

const TYPES: readonly string[] = ['default', 'debug', 'distroless'];

export default defineFieldRule({
  id: 'proxy-config/image-type',
  alias: 'pc-image-type',
  severity: 'hint',
  kinds: ['ProxyConfig'],
  at: ['ProxyConfig:spec.image'],
  docs: () => ({
    summary: t('Istio publishes its proxy as `default`, `debug` and `distroless`; other images are your own.'),
    details: t(
      'The type becomes the end of the image’s tag (`proxyv2:1.31.0-distroless`). Istio does not check whether there is such an image, so that a typo is noticed only when a pod cannot pull it.',
    ),
    invalid: `
//- whoami-proxy.yaml
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata:
  name: whoami-proxy
spec:
  image:
    imageType: distro-less
`,
    valid: `
//- whoami-proxy.yaml
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata:
  name: whoami-proxy
spec:
  image:
    imageType: distroless
`,
    sources: ['https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyImage'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const type = textAt(node, 'imageType');
    if (!type || type.value === '' || TYPES.includes(type.value)) return;
    report(
      type.node,
      t('Istio publishes no image of the type "{0}"; pods start only if you provide one.', type.value),
      {
        fixes: () => {
          const meant = closest(type.value, TYPES);
          return meant === undefined
            ? []
            : [{ title: t('Change to "{0}"', meant), edits: [changeText(entry, type.node, meant)], isPreferred: true }];
        },
      },
    );
  },
});
