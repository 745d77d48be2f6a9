import { describe, expect, test } from '@jest/globals';
import { castFor } from '../../src/render/cast-for.js';

function cast(path: string, text: string): unknown {
  return castFor(path.split('.'))?.read(text);
}

describe('a value that came from a variable', () => {
  test.each([
    ['services.app.deploy.replicas', '03', 3],
    ['services.app.configs.[].mode', '0444', 444],
    ['services.app.ulimits.nofile.soft', '-1', -1],
    ['services.app.deploy.update_config.max_failure_ratio', '0.5', 0.5],
    ['services.app.read_only', 'YES', true],
    ['networks.proxy.external', 'off', false],
  ])('at %s is read as docker does: %j gives %p', (path, text, value) => expect(cast(path, text)).toBe(value));

  test.each([
    ['services.app.deploy.replicas', 'two'],
    ['services.app.deploy.replicas', ''],
    ['services.app.deploy.update_config.max_failure_ratio', ' '],
    ['services.app.tty', '1'],
  ])('at %s cannot be %j', (path, text) => expect(cast(path, text)).toBeUndefined());

  test.each(['services.app.image', 'services.app.deploy', 'x.services.app.tty', 'services.app.ports'])(
    'stays text at %s',
    (path) => expect(castFor(path.split('.'))).toBeUndefined(),
  );
});
