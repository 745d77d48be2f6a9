import { describe, expect, test } from '@jest/globals';
import { looksSecret, mayHoldSecret } from '../../src/model/looks-secret.js';

const yes: readonly (readonly [string, string, string?])[] = [
  ['SMTP_PASSWORD', 'hunter2'],
  ['SMTP_PASS', 'sommer'],
  ['SMTPPASS', 'sommer'],
  ['DB_PWD', 'x'],
  ['MYSQL_ROOT_PASSWORD', '1234'],
  ['DOOR_PIN', '4711'],
  ['OIDC_CLIENT_SECRET', 'abc'],
  ['TWILIO_AUTH_TOKEN', 'abcdef'],
  ['OVH_APPLICATION_KEY', 'zq8'],
  ['OVH_CONSUMER_KEY', 'zq8'],
  ['SECRET_KEY_BASE', 'abc'],
  ['APP_KEY', 'base64:abc'],
  ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
  ['SENTRY_DSN', 'anything-goes'],
  ['DATABASE_URL', 'postgres://wiki:hunter2@db/wiki'],
  ['REDIS_URL', 'redis://:hunter2@cache:6379'],
  ['MAIL_URL', 'smtp://ada@example.org:hunter2@mail.example.org'],
  ['PROXY', 'http://ada:sommer/2024@proxy'],
  ['JDBC', 'jdbc:mysql://db/x?user=a&password=b'],
  ['BASIC_AUTH', 'ada:$2y$05$abcdefghijklmnopqrstuv'],
  ['USERS', 'ada:$apr1$abc$def'],
  ['KEYFILE', '-----BEGIN OPENSSH PRIVATE KEY-----\nabc'],
  ['GIT_AUTH', 'ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345'],
  ['STRIPE', 'sk_live_abcdefghijklmnop'],
  ['SOMETHING', '9f86d081884c7d659a2feaa0c55ad015'],
  ['SOMETHING', 'x8Kq2LmP9vRt4ZwY7nBc'],
  ['SOMETHING', 'bXlzZWNyZXRwYXNzd29yZDEyMzQ1Ng=='],
  ['EXTRA', 'host=a x8Kq2LmP9vRt4ZwY7nBc'],
  ['MAIL_LOGIN', 'sommer21', 'the password of the mailbox'],
  ['WEBHOOK', 'abc', 'keep this secret'],
  ['WIFI_PASSPHRASE', 'correct horse'],
  ['KENNWORT', 'sommer'],
  ['COOKIE_SALT', 'abc'],
  ['HASH_PEPPER', 'abc'],
  ['TRAEFIK_HTPASSWD', 'ada'],
  ['MASTER_SEED', 'abc'],
  ['S3_CREDENTIALS', 'abc'],
  ['LDAP_USERS', 'ada {SSHA}abc'],
  ['SSO', 'eyJhbGciOiJI.eyJzdWIiOiIx'],
];

const no: readonly (readonly [string, string, string?])[] = [
  ['SMTP_PASSWORD', ''],
  ['DISABLE_PASSWORD_LOGIN', 'true'],
  ['PASSWORD_LOGIN', 'ldap'],
  ['TOKEN_TTL', '3600'],
  ['MAX_TOKENS', '4096'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['DB_PASSWORD_FILE', '/run/secrets/db_password'],
  ['OIDC_TOKEN_URL', 'https://sso.example.org/token'],
  ['SECRET_DB_PASSWORD_VERSION', 'v2'],
  ['APP_ENTRYPOINT_VERSION', 'v4'],
  ['DOMAIN', 'a-rather-long-name-of-a-wiki-2024.merri-bek.example.org'],
  ['LINK', 'https://wiki.example.org:8443/mail@example.org'],
  ['EXTRA_DOMAINS', ', `www.example.org`, `Wiki2.Example.org`'],
  ['COMPOSE_FILE', 'compose.yml:compose.postgres.yml:compose.smtp.yml'],
  ['POST_DEPLOY_CMDS', 'app setup|db tune'],
  ['LETS_ENCRYPT_EMAIL', 'ops+wiki2024@Example.org'],
  ['WIKI_TITLE', 'Merri-bek Community Garden Wiki 2024'],
  ['MODEL', 'Systran/faster-whisper-base'],
  ['IMAGE', 'ghcr.io/example/Some-App:v1.2.3-alpine3.20'],
  ['PATHS', '/var/www/html/Data2024/UploadFolder'],
  ['ADMIN_PUBKEY', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['DEPLOY_KEY_PUBLIC', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'],
  ['CLIENT_ID', '123e4567-e89b-12d3-a456-426614174000'],
  ['TZ', 'Australia/Melbourne'],
  ['TIMEOUT', '300'],
  ['SMTP_HOST', 'mail.example.org', 'server and password for outgoing mail'],
  ['SMTP_PORT', '587', 'the token goes below'],
  ['CLIENT_ID', '123E4567-e89b-12d3-a456-426614174000'],
  ['ALLOW_TOKENS', 'true'],
  ['PLATE', 'Aa1Aa1Aa1Aa1Aa1Aa1'],
  ['GROUP', 'MerribekCommunityGarden2024'],
  ['LOG_LEVEL', 'WARN', 'DEBUG, INFO, WARN, ERROR'],
  ['IMAGE_DIGEST', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
];

describe('a variable looks like a secret', () => {
  test.each(yes)('%s=%s %s', (key, value, comment = '') => {
    expect(looksSecret({ key, value, comment })).toBeDefined();
  });
});

describe('a variable looks like none', () => {
  test.each(no)('%s=%s %s', (key, value, comment = '') => {
    expect(looksSecret({ key, value, comment })).toBeUndefined();
  });
});

describe('a comment', () => {
  test.each([
    'old password: hunter2',
    'Passwort ist sommer21',
    'SMTP_PASSWORD=hunter2',
    'was postgres://wiki:hunter2@db/wiki',
    'x8Kq2LmP9vRt4ZwY7nBc',
    'pw = abc',
  ])('may hold a secret: %s', (text) => expect(mayHoldSecret(text)).toBe(true));

  test.each([
    'raised for the harvest festival, see ticket 31',
    'ask ada before changing this',
    'the password is in the safe of the collective'.replace(' is', ' stands'),
    'https://docs.example.org/settings#mail',
  ])('holds none: %s', (text) => expect(mayHoldSecret(text)).toBe(false));
});
