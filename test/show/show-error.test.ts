import { describe, expect, test } from '@jest/globals';
import { KnownError } from '../../src/model/known-error.js';
import { makePaint } from '../../src/show/paint.js';
import { showBug, showError } from '../../src/show/show-error.js';

const plain = makePaint(false);

describe('what went wrong', () => {
  test('says where, what, and what to do next', () => {
    const error = new KnownError('MANIFEST_INVALID', '2 mistakes; nothing was done', {
      details: [
        'region.yml:14:9  nodes.brunswick.hostKye is not a key of a node. Did you mean hostKey?',
        'apps/wiki.yml:3:12  node "brunswik" is not in this region.',
      ],
      tryThis: ['tend plan'],
    });
    expect(showError(error, plain)).toMatchSnapshot();
    const other = new KnownError('LOCK_HELD', 'wiki is being changed by bo', {
      at: { file: 'region.yml', line: 3 },
      details: ['since 13:50'],
      tryThis: ['wait', 'or release it'],
    });
    expect(showError(other, plain)).toMatchSnapshot();
  });

  test('is, where it is a bug, a text that is ready to report', () => {
    const bug = new Error('cannot read x');
    bug.stack = 'Error: cannot read x\n    at here (file.js:1:1)';
    expect(showBug(bug, '0.1.0')).toMatchSnapshot();
  });
});
