import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { formatPolicy, isQuorum, parsePolicy, type Policy } from '../../../src/tlog/note/policy.js';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { logVkey, witnessVkey } from './known-notes.js';
import { makeNoteKey } from './make-note-key.js';

jest.setTimeout(60_000);

const keys = Array.from({ length: 6 }, (_, index) => makeNoteKey(`w${index}.example.org`, 'cosignature-v1').key);
const vkeys = keys.map(({ text }) => text);

/** The example of C2SP tlog-policy: two of three here and one of three there. */
const twoLevels = `
log ${logVkey}

witness X1 ${vkeys[0]}
witness X2 ${vkeys[1]}
witness X3 ${vkeys[2]}
group X-witnesses 2 X1 X2 X3

witness Y1 ${vkeys[3]}
witness Y2 ${vkeys[4]}
witness Y3 ${vkeys[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

describe('reading', () => {
  test('takes comments, tabs, blanks round items, URLs', () => {
    const read = policy(`# ours\n\n \t# more\n\tlog \t ${logVkey}\thttps://log.example.org/ \nquorum none`);
    expect(read.logs.map(({ key, url }) => [key.text, url])).toEqual([[logVkey, 'https://log.example.org/']]);
  });

  test('takes names and comments beyond ASCII as they are', () => {
    const read = policy(`# für Köln\nwitness K\u212a ${witnessVkey}\nquorum K\u212a\n`);
    expect([isQuorum(read, new Set(['K\u212a'])), isQuorum(read, new Set(['KK']))]).toEqual([true, false]);
  });

  test('takes more than the 32 logs, witnesses and groups that the format asks for', () => {
    const many = Array.from({ length: 40 }, (_, index) => index);
    const text = [
      ...many.map((index) => `log ${makeNoteKey(`l${index}`, 'ed25519').key.text}`),
      ...many.map((index) => `witness w${index} ${makeNoteKey(`w${index}`, 'cosignature-v1').key.text}`),
      ...many.map((index) => `group g${index} any w${index} ${index > 0 ? `g${index - 1}` : ''}`),
      'quorum g39',
    ].join('\n');
    const read = policy(text);
    expect([read.logs.length, read.witnesses.length, read.groups.length]).toEqual([40, 40, 40]);
    expect([isQuorum(read, new Set(['w0'])), isQuorum(read, new Set())]).toEqual([true, false]);
  });

  const other = makeNoteKey('other.example.org', 'ed25519').key;
  const sameKey = makeVerifierKey(
    'other.example.org',
    'ed25519',
    policy(twoLevels).logs[0]?.key.publicKey ?? keys[0]!.publicKey,
  );
  test.each([
    ['nothing', '', 1],
    ['no quorum', `log ${logVkey}\n`, 2],
    ['two quorums', 'quorum none\nquorum none\n', 2],
    ['a quorum of nobody', 'quorum w1\n', 1],
    ['a quorum that is defined below', `quorum w\nwitness w ${witnessVkey}\n`, 1],
    ['a quorum of two', `witness w ${witnessVkey}\nquorum w w\n`, 2],
    ['another word', `# ours\nlogs ${logVkey}\nquorum none\n`, 2],
    ['a word in capitals', 'Quorum none\n', 1],
    ['a comment behind a line', 'quorum none # nobody\n', 1],
    ['a carriage return', 'quorum none\r\n', 1],
    ['another control character', 'quorum none\n# \u001b[31m\n', 2],
    ['DEL', '# \u007f\nquorum none\n', 1],
    ['a blank of Unicode between items', 'quorum\u00a0none\n', 1],
    ['half a character', '# \ud83d\nquorum none\n', 1],
    ['a log without key', 'log\nquorum none\n', 1],
    ['a log with a damaged key', `log ${logVkey}x\nquorum none\n`, 1],
    ['a log with one item too many', `log ${logVkey} https://a.example b\nquorum none\n`, 1],
    ['a log with a key of a witness', `log ${witnessVkey}\nquorum none\n`, 1],
    ['a witness with a key of a log', `witness w ${logVkey}\nquorum w\n`, 1],
    ['a witness without name', `witness ${witnessVkey}\nquorum none\n`, 1],
    ['a witness called none', `witness none ${witnessVkey}\nquorum none\n`, 1],
    ['the same log twice', `log ${logVkey}\nlog ${logVkey}\nquorum none\n`, 2],
    [
      'the same key of a log under two names',
      `log ${logVkey}\nlog ${other.text}\nlog ${sameKey.text}\nquorum none\n`,
      3,
    ],
    ['the same witness twice', `witness a ${vkeys[0]}\nwitness b ${vkeys[0]}\nquorum a\n`, 2],
    ['two witnesses of one name', `witness a ${vkeys[0]}\nwitness a ${vkeys[1]}\nquorum a\n`, 2],
    ['a group named as a witness', `witness a ${vkeys[0]}\ngroup a any a\nquorum a\n`, 2],
    ['a group without members', `witness a ${vkeys[0]}\ngroup g any\nquorum g\n`, 2],
    ['a group of itself', `witness a ${vkeys[0]}\ngroup g any a g\nquorum g\n`, 2],
    ['a group that names what stands below', `group g any a\nwitness a ${vkeys[0]}\nquorum g\n`, 1],
    ['a group with none', `witness a ${vkeys[0]}\ngroup g any a none\nquorum g\n`, 2],
    ['a member twice', `witness a ${vkeys[0]}\ngroup g 2 a a\nquorum g\n`, 2],
    ['a member of two groups', `witness a ${vkeys[0]}\ngroup g any a\ngroup h any a\nquorum g\n`, 3],
    ['none of one', `witness a ${vkeys[0]}\ngroup g 0 a\nquorum g\n`, 2],
    ['two of one', `witness a ${vkeys[0]}\ngroup g 2 a\nquorum g\n`, 2],
    ['a count with a leading zero', `witness a ${vkeys[0]}\ngroup g 01 a\nquorum g\n`, 2],
    ['a count that is no number', `witness a ${vkeys[0]}\ngroup g most a\nquorum g\n`, 2],
    ['half a megabyte', `#${'a'.repeat(500_000)}\nquorum none\n`, 1],
  ])('refuses %s and names the line', (_, text, line) => {
    expect(parsePolicy(text)).toEqual({ fault: expect.any(String), line });
  });
});

describe('the quorum', () => {
  test.each([
    [[], false],
    [['X1', 'X2'], false],
    [['X1', 'Y1'], false],
    [['Y1', 'Y2', 'Y3'], false],
    [['X1', 'X2', 'Y1'], true],
    [['X2', 'X3', 'Y3'], true],
    [['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'], true],
    [['X-and-Y'], false],
    [['X-witnesses', 'Y-witnesses'], false],
    [['X1', 'X2', 'Y-witnesses'], false],
    [['X1', 'X2', 'somebody'], false],
  ])('of two levels: %j is enough: %j', (names, enough) => {
    expect(isQuorum(policy(twoLevels), new Set(names))).toBe(enough);
  });

  test('of none asks for nobody, even where there are witnesses', () => {
    expect(isQuorum(policy(`witness a ${vkeys[0]}\nquorum none\n`), new Set())).toBe(true);
  });

  test('of one witness asks for that one', () => {
    const read = policy(`witness a ${vkeys[0]}\nwitness b ${vkeys[1]}\nquorum b\n`);
    expect([isQuorum(read, new Set(['a'])), isQuorum(read, new Set(['b']))]).toEqual([false, true]);
  });

  test('is not lost by one more cosignature', () => {
    const read = policy(twoLevels);
    const names = read.witnesses.map(({ name }) => name);
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom(...names), (some, one) => {
        expect(!isQuorum(read, new Set(some)) || isQuorum(read, new Set([...some, one]))).toBe(true);
      }),
    );
  });
});

test('reads what it writes', () => {
  const word = fc.stringMatching(/^[!-"$-~]{1,12}$/).filter((name) => name !== 'none');
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 8, maxLength: 8 }),
      fc.array(fc.nat(5), { maxLength: 9 }),
      (names, cuts) => {
        const made = makePolicy(names, cuts);
        expect(parsePolicy(formatPolicy(made))).toEqual(made);
      },
    ),
  );
});

/** Six witnesses, and two groups of them cut somewhere. */
function makePolicy(names: string[], [cut = 3, low = 0, high = 0]: number[]): Policy {
  const witnesses = keys.map((key, index) => ({
    name: names[index] ?? '',
    key,
    ...(index % 2 ? { url: 'https://w' } : {}),
  }));
  const called = witnesses.map(({ name }) => name);
  const halves = [called.slice(0, cut + 1), called.slice(cut + 1)].filter((half) => half.length > 0);
  const groups = halves.map((members, index) => {
    const threshold = Math.min(members.length, 1 + ([low, high][index] ?? 0));
    return { name: names[6 + index] ?? '', threshold, members };
  });
  return { logs: policy(twoLevels).logs, witnesses, groups, quorum: groups.at(-1)?.name ?? 'none' };
}

function policy(text: string): Policy {
  const read = parsePolicy(text);
  if ('fault' in read) throw new Error(`line ${read.line}: ${read.fault}`);
  return read;
}
