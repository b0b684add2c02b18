import { httpSettings } from './http-settings';

function settingsOf(env: Record<string, string>) {
  const faults: string[] = [];
  return { settings: httpSettings(env, faults), faults };
}

it('has a limit for everything where none is set', () => {
  const { settings, faults } = settingsOf({});
  expect(faults).toEqual([]);
  const { origins, ...numbers } = settings;
  expect(origins).toBe('any');
  for (const number of Object.values(numbers)) expect(Number.isInteger(number)).toBe(true);
});

it('takes what is set', () => {
  const { settings, faults } = settingsOf({
    CORS_ORIGINS: 'https://a.example, http://localhost:3000',
    LIMIT_BODY_BYTES: '5000',
    LIMIT_HEADER_BYTES: '9000',
    HTTP_HEADERS_TIMEOUT_MS: '100',
    HTTP_REQUEST_TIMEOUT_MS: '200',
    HTTP_KEEP_ALIVE_TIMEOUT_MS: '300',
    MAX_CONNECTIONS: '4',
    MAX_CONCURRENT_REQUESTS: '5',
    MAX_CONCURRENT_EXPORTS: '6',
    OVERLOAD_BUSY_PERCENT: '8',
    PERSISTED_MAX_AGE_SECONDS: '7',
  });
  expect(faults).toEqual([]);
  expect(settings).toEqual({
    origins: ['https://a.example', 'http://localhost:3000'],
    ...{ mostBodyBytes: 5000, mostHeaderBytes: 9000 },
    ...{ headersTimeout: 100, requestTimeout: 200, keepAliveTimeout: 300 },
    ...{ mostConnections: 4, concurrentRequests: 5, concurrentExports: 6, keepSeconds: 7, busyPercent: 8 },
  });
  expect(settingsOf({ CORS_ORIGINS: 'none' }).settings.origins).toEqual([]);
});

it('reports all faults together', () => {
  const { faults } = settingsOf({
    CORS_ORIGINS: 'https://a.example/,null',
    LIMIT_BODY_BYTES: '1 MiB',
    MAX_CONNECTIONS: '0',
    HTTP_HEADERS_TIMEOUT_MS: '20000',
  });
  expect(faults).toEqual([
    'CORS_ORIGINS names "https://a.example/". Expected *, none, or origins such as https://example.org.',
    'CORS_ORIGINS names "null". Expected *, none, or origins such as https://example.org.',
    'LIMIT_BODY_BYTES is "1 MiB". Expected a whole number from 1 to 33554432.',
    'MAX_CONNECTIONS is "0". Expected a whole number from 1 to 1000000.',
    'HTTP_HEADERS_TIMEOUT_MS is longer than HTTP_REQUEST_TIMEOUT_MS. The head is a part of the request.',
  ]);
});
