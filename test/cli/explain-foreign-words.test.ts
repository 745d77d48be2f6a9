import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explainForeignWords } from '../../src/cli/explain-foreign-words.js';
import { foreignWords } from '../../src/show/foreign-words.js';
import { checkCommand, checkSentence } from '../support/check-suggestion.js';
import { makePlace, type Place } from './run-built.js';

test('every command that answers words of another tool exists and parses', () => {
  const wrong = foreignWords.flatMap(({ command, alone, says = '' }) => [
    ...(command === undefined || command === 'tend --version' ? [] : [checkCommand(command) ?? []].flat()),
    ...(alone === undefined ? [] : [checkCommand(alone) ?? []].flat()),
    ...checkSentence(says),
  ]);
  expect(wrong).toEqual([]);
});

test('no words are in the table twice, and each has an answer', () => {
  expect(new Set(foreignWords.map(({ words }) => words)).size).toBe(foreignWords.length);
  expect(foreignWords.filter(({ command, says }) => command === undefined && says === undefined)).toEqual([]);
});

test('no words are in the table that are a command of ours', () => {
  expect(foreignWords.filter(({ words }) => checkCommand(`tend ${words} --help`) === undefined)).toEqual([]);
});

describe('words of another tool', () => {
  test.each([
    [['logs', 'wiki'], 'tend app logs wiki'],
    [['logs'], 'tend app logs APP'],
    [['app', 'deploy', 'wiki'], 'tend apply --app wiki'],
    [['undeploy', 'wiki'], 'tend apply --app wiki --remove wiki'],
    [['rollback', 'site', '1.0.0+1.26.3'], 'tend upgrade site 1.0.0+1.26.3 --downgrade'],
    [['app', 'secret', 'insert', 'wiki', 'smtp'], 'tend app secret set wiki smtp'],
    [['server', 'ls'], 'tend node list'],
    [['server', 'add', 'fawkner'], 'tend node add fawkner --host HOST --user LOGIN'],
    [['logs', '$(reboot)'], 'tend app logs APP'],
    [['deploy'], 'tend apply'],
    [['up'], 'tend apply'],
    [['diff'], 'tend plan'],
    [['diff', 'wiki'], 'tend plan --app wiki'],
    [['pull', 'wiki'], 'tend apply --app wiki --refresh-images'],
    [['recipe', 'fetch', 'dokuwiki'], 'tend recipe show dokuwiki'],
    [['destroy', 'wiki'], 'tend apply --app wiki --remove wiki'],
  ])('%j: %s', (typed, command) => {
    expect(explainForeignWords(typed)?.command).toBe(command);
  });
});

test.each(['secret ls', 'app secret list', 'secret list'])('%s is not answered with what shows no secrets', (words) => {
  expect(explainForeignWords(words.split(' '))?.says).toContain('tend recipe show RECIPE');
});

describe('the command', () => {
  let place: Place;
  beforeAll(() => void (place = makePlace()));
  afterAll(() => place.remove());

  test.each([
    [['logs', 'wiki'], 'here it is: tend app logs wiki'],
    [['app', 'list'], 'here it is: tend status'],
    [['app', 'log', 'wiki'], 'did you mean: tend app logs wiki'],
    [['exec', 'wiki', 'sh'], 'tend has no command "exec wiki sh": tend opens no shell in a container'],
    [['app', 'config', 'wiki'], 'the env of an app stands in the manifest'],
  ])('%j is answered: %s', async (words, answer) => {
    const { exitCode, stderr, stdout } = await place.tend(...words);
    expect(stderr).toContain(answer);
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});
