import type { Commit } from '../../model/brand.js';
import { given } from '../../model/given.js';
import { pushBranches } from '../clone/push-branches.js';
import { writeCommits } from '../clone/write-commits.js';
import type { Log } from '../log/log.js';
import type { Workplace } from '../workplace.js';

/** A head as the log's next commit. */
interface HeadCommit {
  readonly author: string;
  readonly message: string;
  readonly text: string;
}

/** Puts a head behind the log by one commit and one push. Undefined where somebody else was faster, or it was refused. */
export async function pushHead(
  place: Workplace,
  log: Log,
  { author, message, text }: HeadCommit,
): Promise<Commit | undefined> {
  const clone = await place.clone();
  const [main] = await writeCommits(clone, [
    {
      branch: 'main',
      author,
      time: place.clock.now(),
      message,
      files: new Map([['log/checkpoint', text]]),
      ...given({ parent: log.commit }),
    },
  ]);
  return (await pushBranches(clone, place.remote, { main })) ? undefined : main;
}
