import type { Commit, Timestamp } from '../../model/brand.js';
import { mustRun, type Clone } from './clone.js';

/** A commit to be made. */
export interface NewCommit {
  /** `main`, `details`, or a witness's own: `witness/<name>`. */
  readonly branch: string;
  /** Pseudonym of the one who acted, `op-7f3k`. */
  readonly author: string;
  readonly time: Timestamp;
  readonly message: string;
  readonly parent?: Commit;
  /** Tree that it starts from where it has no parent. */
  readonly tree?: string;
  /** Path to text: files added or replaced; undefined: taken away. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/**
 * Makes commits with all their files by one git (fast-import); gives them, one at least, in order. They stand where the remote's
 * branches are kept until the push has won; a push that lost is undone there by the next fetch.
 */
export async function writeCommits(clone: Clone, commits: readonly NewCommit[]): Promise<[Commit, ...Commit[]]> {
  const stream = [
    'feature done\n',
    ...commits.flatMap((commit, index) => commitOrders(`${clone.at}/${commit.branch}`, commit, index)),
    'done\n',
  ].join('');
  const output = await mustRun(clone, ['fast-import', '--quiet', '--force'], { input: stream });
  const [first, ...others] = output.split('\n');
  if (!first) throw new Error('git fast-import made no commit');
  return [first, ...others];
}

function commitOrders(ref: string, commit: NewCommit, index: number): string[] {
  const seconds = Date.parse(commit.time) / 1000;
  const mark = `:${index + 1}`;
  return [
    `commit ${ref}\nmark ${mark}\n`,
    `author ${commit.author} <${commit.author}@changelog.invalid> ${seconds} +0000\n`,
    `committer tend <tend@changelog.invalid> ${seconds} +0000\n`,
    dataOrder(commit.message),
    commit.parent ? `from ${commit.parent}\n` : '',
    commit.tree ? `M 040000 ${commit.tree} ""\n` : '',
    ...[...commit.files].map(([path, text]) => fileOrder(path, text)),
    `\nget-mark ${mark}\n`,
  ];
}

function fileOrder(path: string, text: string | undefined): string {
  return text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${dataOrder(text)}`;
}

function dataOrder(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
