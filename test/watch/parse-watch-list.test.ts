import { describe, expect, test } from '@jest/globals';
import { parseLogFlag, parseWatchList } from '../../src/watch/parse-watch-list.js';

const fingerprint = 'A'.repeat(43);

describe('logs to watch', () => {
  test('stand in a list, YAML or JSON', () => {
    const logs = [{ origin: 'coburg.example/changelog', remote: 'https://forge.example.org/c.git', staleHours: 36 }];
    const yaml =
      'logs:\n  - origin: coburg.example/changelog\n    remote: https://forge.example.org/c.git\n    staleHours: 36\n';
    expect(parseWatchList(yaml, 'x')).toEqual(logs);
    expect(parseWatchList(JSON.stringify({ logs }), 'x')).toEqual(logs);
  });

  test.each([
    '',
    '{',
    'logs: []',
    'logs: [{ origin: X, remote: y }]',
    'logs: [{ origin: a.example/changelog }]',
    'a: *b',
  ])('refuses a list that is none: %j', (text) =>
    expect(() => parseWatchList(text, 'watched.yml')).toThrow('watched.yml is no list of logs'),
  );

  test('are named by a flag, with the fingerprint where somebody has it', () => {
    const named = { origin: 'coburg.example/changelog', remote: 'git@forge.example.org:c.git' };
    expect(parseLogFlag('coburg.example/changelog=git@forge.example.org:c.git')).toEqual(named);
    expect(parseLogFlag(`coburg.example/changelog=git@forge.example.org:c.git#${fingerprint}`)).toEqual({
      ...named,
      fingerprint,
    });
    expect(() => parseLogFlag('coburg.example/changelog')).toThrow('not ORIGIN=REMOTE');
  });
});
