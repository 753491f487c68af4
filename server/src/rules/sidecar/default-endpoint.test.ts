import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './default-endpoint.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('takes ports of the own machine and sockets', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {number: 80}, defaultEndpoint: "127.0.0.1:80"}
    - {port: {number: 81}, defaultEndpoint: ":80"}
    - {port: {number: 82}, defaultEndpoint: "[::1]:80"}
    - {port: {number: 83}, defaultEndpoint: "[::]:80"}
    - {port: {number: 84}, defaultEndpoint: "0.0.0.0:80"}
    - {port: {number: 85}, defaultEndpoint: "127.0.0.1:+80"}
    - {port: {number: 86}, defaultEndpoint: "unix:///run/a"}
    - {port: {number: 87}, defaultEndpoint: "unix://@a"}
    - {port: {number: 88}, defaultEndpoint: "\${ENDPOINT}"}
    - {port: {number: 89}, defaultEndpoint: ""}
`,
  );
});

test('refuses all else', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {number: 80}, defaultEndpoint: "localhost:80"}
#                                           ^^^^^^^^^^^^^^ error: "localhost:80" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 81}, defaultEndpoint: "127.0.0.1"}
#                                           ^^^^^^^^^^^ error: "127.0.0.1" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 82}, defaultEndpoint: "127.0.0.1:0"}
#                                           ^^^^^^^^^^^^^ error: "127.0.0.1:0" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 83}, defaultEndpoint: "127.0.0.1:65536"}
#                                           ^^^^^^^^^^^^^^^^^ error: "127.0.0.1:65536" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 84}, defaultEndpoint: "::1:80"}
#                                           ^^^^^^^^ error: "::1:80" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 85}, defaultEndpoint: "10.0.0.1:80"}
#                                           ^^^^^^^^^^^^^ error: "10.0.0.1:80" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 86}, defaultEndpoint: "unix://a"}
#                                           ^^^^^^^^^^ error: "unix://a" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
    - {port: {number: 87}, defaultEndpoint: "127.0.0.1:http"}
#                                           ^^^^^^^^^^^^^^^^ error: "127.0.0.1:http" is no endpoint of the own machine; Istio takes "127.0.0.1:8080" or "unix:///run/app.sock".
`,
  );
});

test('knows the own machine', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: {number: 80}, defaultEndpoint: "http://localhost:80/"}
`,
    'Change to "127.0.0.1:80"',
    `${HEAD}    - {port: {number: 80}, defaultEndpoint: "127.0.0.1:80"}
`,
  );
});

test('adds brackets', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: {number: 80}, defaultEndpoint: "::1:80"}
`,
    'Change to "[::1]:80"',
    `${HEAD}    - {port: {number: 80}, defaultEndpoint: "[::1]:80"}
`,
  );
});
