import { describe, expect, test } from '@jest/globals';
import { checkServices } from '../../../src/lint/rules/check-services.js';
import { changed, lintInputOf, linesOf, sound, type RecipeFiles } from '../small-recipe.js';

function servicesOf(files: RecipeFiles): string[] {
  return linesOf(checkServices(lintInputOf(files)));
}

describe('services', () => {
  test.each([
    ['R001 warning compose.yml:1', changed('"3.8"', '"3.9"')],
    ['R001 warning compose.yml:1', changed('version: "3.8"\n', '')],
    ['R002 warning compose.yml:3', changed(/ {4}healthcheck.*\n/, '')],
    ['R009 error compose.yml:2', changed('  app:', '  web:')],
    ['R010 warning compose.yml:3', changed('"traefik.enable=true", ', '')],
    ['update-failure warning compose.yml:9', changed(/ {6}update_config.*\n/, '')],
  ])('give %s, and nothing else', (says, files) => expect(servicesOf(files)).toEqual([says]));

  test('may be enabled for traefik by a list or by keys', () => {
    expect(servicesOf(changed(/labels: .*/, 'labels: { traefik.enable: "true" }'))).toEqual([]);
  });

  test('may get their health check and their way back in an overlay', () => {
    const bare = { ...changed(/ {4}healthcheck.*\n/, '') };
    const overlay =
      'version: "3.8"\nservices:\n  app:\n    healthcheck: { test: ["NONE"] }\n    deploy: { update_config: { failure_action: pause } }\n';
    expect(servicesOf({ ...bare, 'compose.check.yml': overlay })).toEqual([]);
  });

  test('are judged where they have an image: an overlay that adds a variable defines none', () => {
    const overlay = 'version: "3.8"\nservices: { db: { environment: [X] } }\n';
    expect(servicesOf({ ...sound, 'compose.more.yml': overlay })).toEqual([]);
    const database = 'version: "3.8"\nservices: { db: { image: "postgres:17" } }\n';
    expect(servicesOf({ ...sound, 'compose.db.yml': database })).toEqual([
      'R002 warning compose.db.yml:2',
      'update-failure warning compose.db.yml:2',
    ]);
  });

  test('of a file that cannot be read are passed over here', () => {
    expect(servicesOf({ ...sound, 'compose.yml': 'services: [\n' })).toEqual([]);
  });
});
