import { describe, expect, test } from '@jest/globals';
import { checkDocker } from '../../../src/lint/rules/check-docker.js';
import { changed, lintInputOf, linesOf, sound } from '../small-recipe.js';

describe('what docker would say', () => {
  test.each([
    ['ignored warning compose.yml', changed('    secrets:', '    container_name: x\n    secrets:')],
    ['compose error compose.yml', changed('    secrets:', '    secretz: []\n    secrets:')],
    [
      'compose error compose.yml',
      changed('    secrets:', '    depends_on: {db: {condition: service_healthy}}\n    secrets:'),
    ],
    ['compose error compose.yml', changed('    secrets:', '    oom_score_adj: 5\n    secrets:')],
    ['compose error compose.yml', changed('services:\n', 'services:\n  wazuh.worker: {image: "nginx:1.28.0"}\n')],
    ['date warning compose.yml', changed('[DOMAIN, GREETING]', '{DOMAIN: , GREETING: , D: 2024-01-01}')],
    ['long-name warning compose.yml', changed('_page_', '_page_of_a_garden_')],
    ['unreadable warning abra.sh:2', { ...sound, 'abra.sh': 'export PAGE_VERSION=v1\nexport A=$(date)\n' }],
  ])('gives %s', (says, files) => expect(linesOf(checkDocker(lintInputOf(files)))).toEqual([says]));

  test('names the longest domain that a long name leaves room for', () => {
    const [found] = checkDocker(lintInputOf(changed('_page_', '_page_of_a_garden_')));
    expect(found).toMatchObject({
      says: 'config page_of_a_garden_v1 is too long for domains of 45 characters and more (64 in all)',
      tryThis: 'shorten page_of_a_garden_v1 by 1; people can also set STACK_NAME',
    });
  });

  test('says once what is too long with each overlay', () => {
    const overlay = 'version: "3.8"\nservices: { app: { environment: [X=1] } }\n';
    const files = { ...changed('_page_', '_page_of_a_garden_'), 'compose.a.yml': overlay, 'compose.b.yml': overlay };
    expect(linesOf(checkDocker(lintInputOf(files)))).toEqual(['long-name warning compose.yml']);
  });

  test('says what is lost where an overlay lies over compose.yml', () => {
    const files = changed('    secrets:', '    ports: ["53:53"]\n    secrets:');
    const overlay = 'version: "3.8"\nservices: { app: { ports: ["53:53/udp"] } }\n';
    expect(checkDocker(lintInputOf({ ...files, 'compose.dns.yml': overlay }))).toEqual([
      expect.objectContaining({
        rule: 'merge',
        file: 'compose.dns.yml',
        says: 'services.app.ports: 53:53/tcp is lost where files are merged',
      }),
    ]);
  });

  test('blames an overlay for what is wrong in it alone', () => {
    const overlay = 'version: "3.8"\nservices: { app: { secretz: [] } }\n';
    expect(linesOf(checkDocker(lintInputOf({ ...sound, 'compose.a.yml': overlay })))).toEqual([
      'compose error compose.a.yml',
    ]);
  });
});
