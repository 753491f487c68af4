import { describe, expect, test } from 'vitest';
import { CommandError } from './command.ts';
import { readRequest, readRequests } from './request-json.ts';

test('what a request leaves out is as usual', () => {
  expect(readRequest('{"host": "a.com"}', '--request')).toEqual({
    from: 'sidecar',
    namespace: 'default',
    labels: {},
    host: 'a.com',
    address: undefined,
    port: 80,
    path: '/',
    headers: {},
    protocol: 'http',
  });
  expect(readRequest('{"host": "a.com", "protocol": "tls"}', '--request').port).toBe(443);
});

test('names of headers are in lower case', () => {
  const { headers } = readRequest('{"host": "a.com", "headers": {"X-User": "J", ":method": "POST"}}', '--request');
  expect({ ...headers }).toEqual({ 'x-user': 'J', ':method': 'POST' });
});

test('several stand in an array', () => {
  expect(readRequests('[{"host": "a.com"}, {"address": "10.0.0.1"}]', '-').map(({ host }) => host)).toEqual([
    'a.com',
    '',
  ]);
});

describe('what is wrong is told, with what to do', () => {
  const message = (read: () => unknown): string => {
    try {
      read();
    } catch (error) {
      if (error instanceof CommandError) return error.message;
    }
    return '';
  };

  test.each([
    ['{', '--request is not JSON; write for example'],
    ['[]', '--request must be a JSON object; write for example'],
    ['{}', '--request needs a "host" or an "address"'],
    ['{"hots": "a"}', '--request has no field "hots"; did you mean "host"?'],
    ['{"host": 1}', '--request: "host" must be a string'],
    ['{"host": "a", "from": "gatway"}', '--request: "from" does not know "gatway"; did you mean "gateway"?'],
    ['{"host": "a", "protocol": "smtp"}', '--request: "protocol" does not know "smtp"; it takes http, tcp, tls'],
    ['{"host": "a", "port": "80"}', '--request: "port" must be a number from 1 to 65535'],
    ['{"host": "a", "port": 0}', '--request: "port" must be a number from 1 to 65535'],
    ['{"host": "a", "protocol": "tcp"}', '--request: "port" must be a number from 1 to 65535'],
    ['{"host": "a", "headers": []}', '--request: "headers" must be an object'],
  ])('%s', (text, expected) => {
    expect(message(() => readRequest(text, '--request'))).toContain(expected);
  });

  test('in an array, with the place', () => {
    expect(message(() => readRequests('{}', 'r.json'))).toContain('r.json must be a JSON array of requests');
    expect(message(() => readRequests('[{"host": "a"}, {}]', 'r.json'))).toBe(
      'r.json, request 2 needs a "host" or an "address"',
    );
  });
});
