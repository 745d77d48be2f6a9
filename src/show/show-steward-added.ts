import type { Steward } from '../model/region.js';
import { committedWords } from './committed-words.js';

/** That somebody is a steward now, and what is still to be done until they can act. */
export function showStewardAdded(
  { name, id }: Pick<Steward, 'name' | 'id'>,
  { isMe, committed, hasRemote }: { isMe: boolean; committed: boolean; hasRemote: boolean },
): string {
  const push = hasRemote ? ['  git push                               so that the others have it'] : [];
  const key = `tend changelog key new`;
  const next = isMe
    ? [`  ${key}                 your key for the record, and what lets it in`]
    : [
        `  on their machine: tend whoami --as ${name}`,
        `  on their machine: ${key}      their key, and what lets it in`,
        `  then you: tend changelog key add ${name} "ssh-ed25519 AAAA…"`,
      ];
  return [
    `${name} is a steward now: ${name} here, ${id} in the public record · written into region.yml, ${committedWords(committed)}`,
    ...(isMe ? [`this machine acts as ${name}`] : []),
    'next:',
    ...push,
    ...next,
  ].join('\n');
}
