import { describe, expect, test } from '@jest/globals';
import { findSecrets } from '../../src/plan/find-secrets.js';
import { foldDrift } from '../../src/plan/fold-drift.js';
import { makeServiceSpec } from '../support/builders.js';

describe('findSecrets', () => {
  test.each([
    'DB_PASSWORD',
    'SMTP_PWD',
    'JWT_SECRET',
    'BOT_TOKEN',
    'PRIVATE_PEM',
    'APIKEY',
    'STRIPE_API_KEY',
    'SIGNING_KEY',
    'AWS_CREDENTIALS',
    'SENTRY_DSN',
    'BASIC_AUTH',
    'smtp_password',
    'API-KEY',
    'AUTH_CODE',
    'SECRET_PATH',
    'PRIVATE_SEED2',
  ])('knows %s by its name, at any service', (key) => {
    for (const service of ['app', 'db']) expect(findSecrets(folded(service, { env: [`${key}=x`] }))).toEqual([key]);
  });

  test.each([
    'postgres://wiki:hunter2@db/wiki',
    'http://ada:1234/x@proxy',
    'redis://:hunter2@cache:6379',
    'smtp://ada@example.org:hunter2@mail.example.org',
    'host=db user=wiki password=hunter2',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
  ])('knows the value %s under a harmless name', (value) => {
    for (const service of ['app', 'db'])
      expect(findSecrets(folded(service, { env: [`PLACE=${value}`] }))).toEqual(['PLACE']);
  });

  test('looks at labels too', () => {
    const label = 'traefik.http.middlewares.wiki.basicauth.users';
    expect(findSecrets(folded('app', { labels: { [label]: 'ada:x' } }))).toEqual([label]);
    expect(findSecrets(folded('db', { labels: { place: 'https://ada:x@example.org' } }))).toEqual(['place']);
  });

  test('needs no value to know a name: empty, a number, digits alone', () => {
    for (const value of ['', '12345678'])
      expect(findSecrets({ env: { API_KEY: value }, compose: {} })).toEqual(['API_KEY']);
    const compose = { services: { app: { environment: { PIN_PASSWORD: 1234 } } } };
    expect(findSecrets({ env: {}, compose })).toEqual(['PIN_PASSWORD']);
  });

  test('lets pass what is none', () => {
    const env = ['LANG=de', 'WORKERS=4', 'URL=https://wiki.example.org:8443/a', 'MAIL=ada@example.org', 'KEYBOARD=us'];
    for (const service of ['app', 'db']) expect(findSecrets(folded(service, { env }))).toEqual([]);
  });

  test('does not mind a secret that goes out of the manifest', () => {
    const wanted = makeServiceSpec({ env: ['DB_PASSWORD=x'] });
    expect(findSecrets(foldDrift('app', makeServiceSpec(), wanted))).toEqual([]);
  });
});

function folded(service: string, { env = [], labels = {} }: { env?: string[]; labels?: Record<string, string> }) {
  const wanted = makeServiceSpec({ Name: `wiki_example_org_${service}` });
  const running = makeServiceSpec({ Name: wanted.Name, env });
  return foldDrift(service, { ...running, Labels: { ...running.Labels, ...labels } }, wanted);
}
