import { expect, test } from '@jest/globals';
import { withoutCredentials } from '../../src/model/without-credentials.js';

test.each([
  ['https://ada:secret@forge.example.org/x.git', 'https://forge.example.org/x.git'],
  [
    "fatal: unable to access 'https://ada:p@ss@forge.example.org/': refused",
    "fatal: unable to access 'https://forge.example.org/': refused",
  ],
  ['HTTPS://token@forge.example.org', 'HTTPS://forge.example.org'],
  [
    'git+ssh://git@forge.example.org/x and https://a:b@c.example.org',
    'git+ssh://git@forge.example.org/x and https://c.example.org',
  ],
  ['ssh://git@forge.example.org:2222/x.git', 'ssh://git@forge.example.org:2222/x.git'],
  ['ssh://git:s3cret@forge.example.org/x.git', 'ssh://git@forge.example.org/x.git'],
  ['ssh://git:s3@cret@forge.example.org/x.git', 'ssh://git@forge.example.org/x.git'],
  ['https://forge.example.org/x?mail=ada@example.org', 'https://forge.example.org/x?mail=ada@example.org'],
  ['git@forge.example.org:x.git', 'git@forge.example.org:x.git'],
])('of %s is shown %s', (text, shown) => expect(withoutCredentials(text)).toBe(shown));
