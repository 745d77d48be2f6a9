import type { ReachedLog } from '../../src/watch/log-look.js';

/** A log that was reached, and of which nothing is wrong. */
export const reachedLog: ReachedLog = {
  origin: 'coburg.example/changelog',
  remote: 'https://forge.example.org/coburg/changelog.git',
  reached: true,
  size: 9,
  head: '9 root',
  asksWitnesses: false,
  problems: [],
  open: [],
  clone: '/state/changelog.git',
};
