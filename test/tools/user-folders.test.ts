import { describe, expect, test } from '@jest/globals';
import { mendFolders } from '../../bin/folders.js';
import { userFolders } from '../../src/tools/user-folders.js';

const usual = { home: '/home/ada', stateFolder: '/home/ada/.local/state/tend', cacheFolder: '/home/ada/.cache/tend' };

describe('home, state and cache', () => {
  test('lie where HOME and XDG_… say', () => {
    expect(userFolders({ HOME: '/home/ada' }, '/root')).toEqual(usual);
    expect(userFolders({ HOME: '/home/ada', XDG_STATE_HOME: '/s', XDG_CACHE_HOME: '/c' }, '/root')).toEqual({
      home: '/home/ada',
      stateFolder: '/s/tend',
      cacheFolder: '/c/tend',
    });
  });

  test.each([
    ['unset', {}],
    ['empty', { HOME: '' }],
    ['relative', { HOME: 'home/ada' }],
    ['a dot', { HOME: '.' }],
    ['the home of those who have none', { HOME: '/nonexistent' }],
    ['unset beside XDG folders that are empty or relative', { XDG_STATE_HOME: '', XDG_CACHE_HOME: 'cache' }],
  ])('are those of the account where HOME is %s: never below the current folder', (_, variables) => {
    expect(userFolders(variables, '/home/ada')).toEqual(usual);
  });

  test('that nothing names are an error with a way out, unless state and cache are named', () => {
    const nobody = { HOME: '' };
    expect(() => userFolders(nobody, undefined)).toThrow(
      expect.objectContaining({
        code: 'TOOL_MISSING',
        tryThis: expect.arrayContaining([expect.stringContaining('export XDG_STATE_HOME=/')]),
      }),
    );
    expect(() => userFolders({ XDG_STATE_HOME: '/s' }, '/nonexistent')).toThrow('HOME names no folder');
    expect(userFolders({ XDG_STATE_HOME: '/s', XDG_CACHE_HOME: '/c' }, undefined)).toEqual({
      home: '/nonexistent',
      stateFolder: '/s/tend',
      cacheFolder: '/c/tend',
    });
  });
});

describe('the variables, before anybody reads them', () => {
  test('lose an XDG folder that is empty or relative, and have a whole HOME', () => {
    const variables: Record<string, string> = {
      HOME: '',
      XDG_CONFIG_HOME: 'conf',
      XDG_STATE_HOME: '/s',
      XDG_CACHE_HOME: '',
    };
    const cache = mendFolders(variables);
    expect(variables).toEqual({ HOME: expect.stringMatching(/^\//), XDG_STATE_HOME: '/s' });
    expect(cache).toBe(`${variables['HOME']}/.cache`);
  });

  test('stay as they are where they are right', () => {
    const variables = { HOME: '/home/ada', XDG_CACHE_HOME: '/c', PATH: 'bin' };
    expect(mendFolders(variables)).toBe('/c');
    expect(variables).toEqual({ HOME: '/home/ada', XDG_CACHE_HOME: '/c', PATH: 'bin' });
  });

  test('name no cache where there is no home', () => {
    expect(mendFolders({ HOME: '/nonexistent' })).toBeUndefined();
  });
});
