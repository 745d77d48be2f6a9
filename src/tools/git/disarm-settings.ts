import type { GitSetting } from './read-settings.js';

/**
 * Settings that name a program or decide whether one runs, by their last word, so that one which a later git brings is met too
 * (`filter.x.clean`, `core.sshCommand`, `gpg.ssh.program`, `hook.lint.command`). Source: git-config(1).
 */
const namesProgram =
  /(?:askpass|clean|cmd|command|difffilter|driver|editor|external|fsmonitor|helper|hook|hookspath|pager|process|program|proxy|receivepack|required|showsignature|smudge|textconv|uploadpack|vcs)$/;

/** What git does where nobody set anything; of all others it is the empty text: no program. */
const usual: readonly (readonly [RegExp, string])[] = [
  [/^gpg\.ssh\.program$/, 'ssh-keygen'],
  [/^gpg\.x509\.program$/, 'gpgsm'],
  [/^gpg(?:\.openpgp)?\.program$/, 'gpg'],
  [/\.(?:required|showsignature|fsmonitor)$/, 'false'],
  [/^core\.hookspath$/, '/dev/null'],
];

/**
 * Arguments of git that put what a person set elsewhere (for themselves, for the machine, on the command line) in the place of what a
 * repository itself says about programs. Undefined: a name that no argument can say (it holds `=`), so git must not run at all.
 */
export function disarmSettings(settings: readonly GitSetting[]): string[] | undefined {
  const keys = new Set(settings.filter(({ key, isLocal }) => isLocal && namesProgram.test(key)).map(({ key }) => key));
  if ([...keys].some((key) => key.includes('='))) return undefined;
  return [...keys].flatMap((key) => valuesFor(key, settings).flatMap((value) => ['-c', `${key}=${value}`]));
}

/** Helpers are tried one after the other; an empty one forgets those before it. */
function valuesFor(key: string, settings: readonly GitSetting[]): string[] {
  const others = settings.filter((setting) => setting.key === key && !setting.isLocal).map(({ value }) => value);
  if (key.endsWith('.helper')) return ['', ...others];
  return [others.at(-1) ?? usual.find(([name]) => name.test(key))?.[1] ?? ''];
}
