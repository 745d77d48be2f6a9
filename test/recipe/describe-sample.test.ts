import { describe, expect, test } from '@jest/globals';
import { describeSample } from '../../src/recipe/describe-sample.js';

describe('describeSample', () => {
  test('tells each variable once, with default, comment, and whether it is commented out', () => {
    const text = `TYPE=wiki
## Mail
## and more

## Who sends
#MAIL_FROM="wiki@example.com" # shown to people
LANGUAGE=en # two letters
# Note: A=b is no variable
COMPOSE_FILE="compose.yml"
#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"
`;
    expect(describeSample(text)).toEqual([
      { key: 'TYPE', value: 'wiki', optional: false, comment: '' },
      { key: 'MAIL_FROM', value: 'wiki@example.com', optional: true, comment: 'Who sends shown to people' },
      { key: 'LANGUAGE', value: 'en', optional: false, comment: 'two letters' },
      { key: 'COMPOSE_FILE', value: 'compose.yml', optional: false, comment: 'Note: A=b is no variable' },
    ]);
  });
});
