import { expect, test } from '@jest/globals';
import { gitWords } from '../../../src/changelog/clone/git-words.js';

/** As OpenSSH 9.2 writes it. */
const changed = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
SHA256:YnEcDsEzRJRn3yu9Y2LTSXYcjJVi3QK3fNJL/5KqMAE.
Please contact your system administrator.
Add correct host key in /home/ada/.ssh/known_hosts to get rid of this message.
Offending ED25519 key in /home/ada/.ssh/known_hosts:1
  remove with:
  ssh-keygen -f "/home/ada/.ssh/known_hosts" -R "198.18.1.12"
Host key for 198.18.1.12 has changed and you have requested strict checking.
Host key verification failed.
fatal: Could not read from remote repository.

Please make sure you have the correct access rights
and the repository exists.
`;

test('never tells how to forget a host key without the warning and the fingerprint before it', () => {
  const words = gitWords(changed);
  expect(words[0]).toBe('@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @');
  expect(words.join('\n')).toContain('SHA256:YnEcDsEzRJRn3yu9Y2LTSXYcjJVi3QK3fNJL/5KqMAE.');
});
