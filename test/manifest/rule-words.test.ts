import { describe, expect, test } from '@jest/globals';
import { checkWords, fillIn, withoutWords } from '../../src/manifest/rule-words.js';
import { makeApp } from '../support/builders.js';

const app = makeApp({ name: 'wiki@coburg', domain: 'wiki.example.org', node: 'coburg' });
const used = makeApp({ name: 'login', domain: 'login.example.org' });

describe('the words of a rule', () => {
  test('are filled in from the app and from the one that it uses', () => {
    const text = '{{app.name}} {{ app.node }} https://{{ sso.domain }}/{{ sso.stack }}';
    expect(fillIn(text, { role: 'sso', app, used })).toBe(
      'wiki-coburg coburg https://login.example.org/login_example_org',
    );
  });

  test('stay text where an app is named like a word of JavaScript', () => {
    expect(fillIn('$& {{ app.name }}', { role: 'sso', app: { ...app, name: '$&$1' }, used })).toBe('$& $&$1');
  });

  test.each([
    ['{{ sso.doman }}', '{{ sso.doman }} is not known here. Did you mean sso.domain?'],
    ['{{ 1 + 1 }}', /^\{\{ 1 \+ 1 \}\} is not known here\. There are: sso\.name, /],
    ['{{ sso.domain', '{{ is not closed by }}.'],
  ])('%s is refused', (text, says) =>
    expect(checkWords(text, 'sso')).toEqual([typeof says === 'string' ? says : expect.stringMatching(says)]),
  );

  test('leave a text to check that has the form of the whole', () => {
    expect(checkWords('client_{{ app.name }}', 'sso')).toEqual([]);
    expect(withoutWords('client_{{ app.name }}')).toBe('client_x');
  });
});
