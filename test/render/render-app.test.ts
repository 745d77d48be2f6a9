import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { App } from '../../src/model/region.js';
import { renderApp } from '../../src/render/render-app.js';
import { writePrepared } from '../../src/render/write-prepared.js';
import { appOf, recipeOf } from './support/recipe-of.js';

function rendered(service: string, more: string = '', app: Partial<App> = {}) {
  const text = `services: {app: {image: wiki, ${service}}}\n${more}`;
  return renderApp(recipeOf({ 'compose.yml': text, 'a.txt': 'a\n', empty: '' }), appOf(app));
}

function refusal(service: string, more = ''): unknown {
  try {
    return rendered(service, more).specs;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('renderApp', () => {
  test.each([
    ['volumes: ["./data:/data"]', '', 'services.app.volumes binds ./data, a path beside the compose file'],
    ['volumes: ["data:/data"]', '', 'services.app.volumes names data, which is not defined'],
    ['networks: [inner]', '', 'services.app.networks names inner, which is not defined'],
    ['secrets: [s]', '', 'services.app.secrets names s, which is not defined'],
    ['configs: [c]', 'configs: {c: {file: nope}}', 'configs.c takes its content from nope, which is not there'],
    ['configs: [c]', 'configs: {c: {file: empty}}', 'configs.c takes its content from empty, which is empty'],
    ['deploy: {mode: global, replicas: 1}', '', 'services.app.deploy.replicas cannot stand beside mode global'],
    ['healthcheck: {disable: true, test: a}', '', 'services.app.healthcheck has both test and disable'],
    ['env_file: nope.env', '', 'env_file nope.env is not there'],
    ['secrets: [s]', 'secrets: {s: {external: true, name: "x_s_${NO}"}}', 'secret s has no version'],
  ])('refuses %s %s', (service, more, says) => {
    expect(refusal(service, more)).toContain(says);
  });

  test('refuses further domains where the recipe has no form for them', () => {
    expect(() => rendered('init: true', '', { alsoAt: ['x.example.org'] })).toThrow(
      'wiki cannot answer for further domains',
    );
  });

  test('names the overlays that there are', () => {
    expect(() => rendered('init: true', '', { overlays: ['mail'] })).toThrow(
      expect.objectContaining({ message: 'wiki has no compose.mail.yml', details: ['it has compose.yml'] }),
    );
  });

  test('says of an overlay that was left out why', () => {
    const texts = { 'compose.yml': 'services: { app: { image: "x:1" } }\n' };
    const notices = ['wiki: compose.mail.yml is left out: larger than 1 MiB', 'wiki: x is left out'];
    const recipe = recipeOf(texts, { notices: notices.map((text) => ({ kind: 'odd', text })) });
    expect(() => renderApp(recipe, appOf({ overlays: ['mail'] }))).toThrow(
      expect.objectContaining({
        details: ['wiki: compose.mail.yml is left out: larger than 1 MiB', 'it has compose.yml'],
      }),
    );
  });

  test('merges the manifest’s own piece of compose last', () => {
    const { specs } = rendered('user: a', '', { compose: { services: { app: { user: 'b-${DOMAIN}' } } } });
    expect(specs.services[0]?.TaskTemplate.ContainerSpec['User']).toBe('b-wiki.example.org');
  });

  test.each([
    ['wiki', 'wiki:latest'],
    ['docker.io/library/wiki:1', 'wiki:1'],
    ['ghcr.io/a/wiki', 'ghcr.io/a/wiki:latest'],
    ['localhost:5000/wiki', 'localhost:5000/wiki:latest'],
    [`wiki@sha256:${'0'.repeat(64)}`, `wiki@sha256:${'0'.repeat(64)}`],
  ])('sends the image %s as %s and keeps in the label what was written', (image, sent) => {
    const [service] = renderApp(recipeOf({ 'compose.yml': `services: {app: {image: "${image}"}}` }), appOf()).specs
      .services;
    expect(service?.TaskTemplate.ContainerSpec.Image).toBe(sent);
    expect(service?.Labels['com.docker.stack.image']).toBe(image);
  });

  test('is written as files that docker reads the same, dollars escaped', () => {
    const { prepared } = rendered(
      'environment: {"YES": "no", A: "a$$b"}, configs: [c]',
      'configs: {c: {file: ./a.txt}}',
    );
    const files = writePrepared(prepared);
    const text = new TextDecoder().decode(files.get('docker-compose.yml'));
    expect([...files.keys()]).toEqual(['a.txt', 'docker-compose.yml']);
    expect(text).toContain('"YES": "no"');
    expect(parse(text)).toMatchObject({ version: '3.9', services: { app: { environment: { A: 'a$$b' } } } });
  });
});

describe('a variable from elsewhere', () => {
  test('stands in the specs as a hidden value, also where a compose file uses it', () => {
    const recipe = recipeOf({
      'compose.yml': 'services: {app: {image: a}, db: {image: b, environment: ["URL=db://u:${PW}@db"]}}',
    });
    const { specs } = renderApp(recipe, appOf({ envFrom: { PW: { kind: 'env', name: 'X' } } }));
    const env = specs.services.flatMap(({ TaskTemplate }) => TaskTemplate.ContainerSpec.Env ?? []);
    expect(env).toContain('PW=@value-of-PW@');
    expect(env).toContain('URL=db://u:@value-of-PW@@db');
  });
});
