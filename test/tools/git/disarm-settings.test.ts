import { describe, expect, test } from '@jest/globals';
import { disarmSettings } from '../../../src/tools/git/disarm-settings.js';

const local = (key: string, value = 'evil') => ({ key, value, isLocal: true });
const own = (key: string, value: string) => ({ key, value, isLocal: false });

describe('disarming what a repository sets', () => {
  test('leaves what a person set for themselves, and what runs nothing', () => {
    const settings = [own('gpg.program', 'gpg2'), local('user.name'), local('commit.gpgsign'), local('core.autocrlf')];
    expect(disarmSettings(settings)).toEqual([]);
  });

  test('puts the value of the person in its place', () => {
    const settings = [
      own('filter.lfs.clean', 'old'),
      own('filter.lfs.clean', 'git-lfs clean'),
      local('filter.lfs.clean'),
    ];
    expect(disarmSettings(settings)).toEqual(['-c', 'filter.lfs.clean=git-lfs clean']);
  });

  test('keeps all helpers of the person, and none before them', () => {
    const settings = [own('credential.helper', 'cache'), own('credential.helper', 'store'), local('credential.helper')];
    const kept = ['-c', 'credential.helper=', '-c', 'credential.helper=cache', '-c', 'credential.helper=store'];
    expect(disarmSettings(settings)).toEqual(kept);
  });

  test.each([
    ['filter.x.clean', ''],
    ['filter.x.required', 'false'],
    ['core.fsmonitor', 'false'],
    ['core.hookspath', '/dev/null'],
    ['core.sshcommand', ''],
    ['core.gitproxy', ''],
    ['core.askpass', ''],
    ['core.editor', ''],
    ['core.pager', ''],
    ['core.alternaterefscommand', ''],
    ['credential.https://example.org.helper', ''],
    ['diff.external', ''],
    ['diff.pdf.textconv', ''],
    ['diff.pdf.command', ''],
    ['gc.recentobjectshook', ''],
    ['gpg.program', 'gpg'],
    ['gpg.ssh.program', 'ssh-keygen'],
    ['gpg.ssh.defaultkeycommand', ''],
    ['gpg.x509.program', 'gpgsm'],
    ['hook.lint.command', ''],
    ['log.showsignature', 'false'],
    ['merge.x.driver', ''],
    ['remote.origin.proxy', ''],
    ['remote.origin.receivepack', ''],
    ['remote.origin.uploadpack', ''],
    ['remote.origin.vcs', ''],
    ['sequence.editor', ''],
    ['trailer.x.cmd', ''],
    ['uploadpack.packobjectshook', ''],
  ])('%s', (key, value) => {
    expect(disarmSettings([local(key)])).toEqual(['-c', `${key}=${value}`]);
  });

  test('cannot say a name that holds "=", which git would cut there', () => {
    expect(disarmSettings([local('filter.x=y.clean')])).toBeUndefined();
    expect(disarmSettings([local('url.https://x/?a=b.insteadof')])).toEqual([]);
  });
});
