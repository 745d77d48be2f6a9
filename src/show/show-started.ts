import { count } from './align.js';

/** What init made, and what to do next. */
export function showStarted(
  made: { steward: { name: string; id: string }; newRepository: boolean; committed: boolean },
  node: string | undefined,
  abra?: { folder: string; servers: number },
): string {
  const repository = made.newRepository ? 'in a new git repository' : 'in the git repository that is here';
  const committed = made.committed
    ? 'committed'
    : 'not committed (git does not know who you are: git config user.name, user.email)';
  return [
    `region.yml is written, ${repository}, ${committed}`,
    `you are its first steward: ${made.steward.name} here, ${made.steward.id} in the public record`,
    ...(abra
      ? [`abra looks after ${count(abra.servers, 'server')} from here (${abra.folder}); to take them over: tend import`]
      : []),
    'next:',
    ...(made.committed ? [] : ['  git commit -m "Start the region"']),
    node === undefined
      ? '  tend node add NAME --host HOST --user LOGIN   the first server, with its host key'
      : `  tend node add ${node} --pin   its host key, which you compare`,
    '  tend doctor                 is everything there that tend needs?',
    '  edit region.yml             the first app',
    '  tend plan                   what would be done; changes nothing',
  ].join('\n');
}
