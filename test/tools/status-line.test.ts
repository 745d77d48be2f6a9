import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ShownText } from '../../src/model/shown-text.js';
import { makeStatusLine } from '../../src/tools/status-line.js';

/** A terminal of which only what is written is seen. */
function makeStream(over: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
  const stream = { isTTY: true, columns: 40, ...over, written: '', write: (text: string) => (stream.written += text) };
  return stream;
}

const openLine = (stream: object) => makeStatusLine(stream as unknown as NodeJS.WriteStream);
const say = (text: string | undefined) => () => text as ShownText | undefined;

describe('the line that says what is waited for', () => {
  const { CI, TERM } = process.env;
  beforeEach(() => {
    jest.useFakeTimers();
    delete process.env['CI'];
    process.env['TERM'] = 'xterm';
  });
  afterEach(() => {
    jest.useRealTimers();
    Object.assign(process.env, { ...(CI === undefined ? {} : { CI }), ...(TERM === undefined ? {} : { TERM }) });
  });

  test('stands there well within a second, once, and is gone at the end', () => {
    const stream = makeStream();
    const line = openLine(stream);
    line.start(say('… reading a'));
    expect(stream.written).toBe('');
    jest.advanceTimersByTime(900);
    expect(stream.written).toBe('… reading a');
    line.end();
    jest.advanceTimersByTime(900);
    expect(stream.written).toBe('… reading a\r\u001b[J');
  });

  test('is one line that is no wider than the terminal, as wide as that is just now', () => {
    const stream = makeStream();
    const line = openLine(stream);
    line.start(say(`… reading ${'日本'.repeat(40)}`));
    jest.advanceTimersByTime(200);
    expect(stream.written).toBe(`… reading ${'日本'.repeat(7)}…`);
    stream.columns = 15;
    line.clear();
    expect(stream.written.endsWith('\r\u001b[2A\u001b[J')).toBe(true);
    line.end();
  });

  test('stays away while somebody is asked or something else draws', () => {
    const stream = makeStream();
    const line = openLine(stream);
    line.start(say('… reading a'));
    const goOn = line.pause();
    jest.advanceTimersByTime(900);
    expect(stream.written).toBe('');
    goOn();
    jest.advanceTimersByTime(900);
    expect(stream.written).toBe('… reading a');
    line.end();
  });

  test('goes where nothing is waited for any more', () => {
    const stream = makeStream();
    let text: string | undefined = '… reading a';
    const line = openLine(stream);
    line.start(() => text as ShownText | undefined);
    jest.advanceTimersByTime(300);
    text = undefined;
    jest.advanceTimersByTime(300);
    expect(stream.written).toBe('… reading a\r\u001b[J');
    line.end();
  });

  test.each([
    ['in a log', { isTTY: false }, {}],
    ['in CI', {}, { CI: 'true' }],
    ['on a terminal that cannot redraw', {}, { TERM: 'dumb' }],
  ])('is nowhere %s', (_where, over, variables) => {
    Object.assign(process.env, variables);
    const stream = makeStream(over);
    openLine(stream).start(say('… reading a'));
    jest.advanceTimersByTime(900);
    expect(stream.written).toBe('');
  });
});
