import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './destination-subnet.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no address', () => {
  checkRule(
    rule,
    `${HEAD}  tls:
    - match: [{sniHosts: [a.com], destinationSubnets: [a.com]}]
#                                                      ^^^^^ error: "a.com" is neither an IP address nor a range such as 10.1.0.0/16; Istio refuses it.
  tcp:
    - match:
        - destinationSubnets:
            - 10.0.0.0/33
#             ^^^^^^^^^^^ error: "10.0.0.0/33" is neither an IP address nor a range such as 10.1.0.0/16; Istio refuses it.
            - ""
#             ^^ error: "" is neither an IP address nor a range such as 10.1.0.0/16; Istio refuses it.
            - 10.1.2.3/8
            - 10.0.0.1
            - fd00::/8
            - "\${SUBNET}"
`,
  );
});
