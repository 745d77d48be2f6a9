import { describe, expect, test } from '@jest/globals';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';
import { entryOf, firstFingerprint, openOf } from '../entries.js';
import { pagesOf } from './pages-of.js';

const north = makeNoteKey('witness.example/north', 'cosignature-v1').key;
const south = makeNoteKey('witness.example/south', 'cosignature-v1').key;
const quorumOf = (count: number) =>
  `witness north ${north.text}\nwitness south ${south.text}\ngroup both ${count} north south\nquorum both\n`;

describe('what a page says the record is worth', () => {
  const worth = (policy: string | null) => pagesOf([openOf({ policy })]).get('region.md') ?? '';

  test('names two honest collectives only where two must have seen a head', () => {
    expect(worth(quorumOf(2))).toContain('as long as two of the witnessing collectives are honest.');
    expect(worth(quorumOf(1))).toContain('as long as the collective that witnesses it is honest.');
    const nested = quorumOf(1).replace('quorum both', 'group all all both\nquorum all');
    expect(worth(nested)).toContain('as long as the collective that witnesses it is honest.');
  });

  test('says that nobody has to witness it where that is so', () => {
    for (const policy of [null, 'quorum none\n', `witness north ${north.text}\nquorum none\n`, 'no policy'])
      expect(worth(policy)).toContain('no other collective has to witness this log yet');
  });

  test('says that a draft is not signed', () => {
    expect(pagesOf([openOf()], 1).get('region.md')).toContain('This log is a draft: nothing in it is signed.');
    expect(pagesOf([openOf()], 1).get('README.md')).toContain('A draft: nothing in it is signed.');
  });

  test('changes on every page with the policy', () => {
    const policy = entryOf('policy', { policy: quorumOf(2), roots: [firstFingerprint], threshold: 1 });
    for (const [path, text] of pagesOf([openOf(), policy]))
      if (path.endsWith('.md')) expect(text).toContain('two of the witnessing collectives');
  });
});
