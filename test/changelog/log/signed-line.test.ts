import { describe, expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { entryId } from '../../../src/changelog/log/entry-id.js';
import { parseCheckedLine, parseLine, signedLine } from '../../../src/changelog/log/signed-line.js';
import type { Entry } from '../../../src/model/entry.js';
import { canonicalJson } from '../../../src/tlog/canonical-json.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { heldOf, intentOf, keepOf, outcomeOf, stewardOf } from '../entries.js';

const key = makeOneTimeKey();
const k = fingerprint(parsePublicKey(key.publicKey)!);
const namespace = 'tend-changelog-entry-v1';
const intent = heldOf(intentOf('wiki'));
const line = await lineOf(intent);

/** A line as a writer makes it, whatever the entry says. */
async function lineOf(entry: object, name = k): Promise<string> {
  const text = canonicalJson(entry);
  return signedLine(text, { k: name, sig: await key.signEntry(namespace, Buffer.from(text)) });
}

describe('a line of the log', () => {
  const all: Entry[] = [
    intent,
    outcomeOf({ id: entryId(intent) }),
    heldOf(keepOf('mail')),
    heldOf(stewardOf('pad', null)),
  ];
  test.each(all)('reads as it was written', async (entry) => {
    const text = await lineOf(entry);
    expect(text).toBe(canonicalize(JSON.parse(text)));
    expect(parseLine(text)).toEqual({ entry, id: entryId(entry), k });
    expect(parseCheckedLine(text)).toEqual({ entry, id: entryId(entry), k });
  });

  test('has as id the SHA-256 of a domain, a zero byte and the canonical entry', () => {
    const sum = createHash('sha256')
      .update('tend-changelog-entry-v1\0')
      .update(String(canonicalize(intent)));
    expect(entryId(intent)).toBe(sum.digest('base64url'));
  });

  test.each([
    ['another order of keys', line.replace(/^\{("e":.*),("s":\{.*\})\}$/, '{$2,$1}')],
    ['a blank', line.replace(',', ', ')],
    ['a key twice', line.replace('"app":"wiki"', '"app":"wiki","app":"wiki"')],
    ['a key twice, the first one another', line.replace('"app":"wiki"', '"app":"evil","app":"wiki"')],
    ['an escape that is not needed', line.replace('"wiki"', '"\\u0077iki"')],
    ['half a character', line.replace('"wiki"', '"\\ud83d"')],
    ['another spelling of a number', line.replace('"v":1', '"v":1.0')],
    ['a number as 1e0', line.replace('"v":1', '"v":1e0')],
    ['minus zero', line.replace('"v":1', '"v":-0')],
    ['a number that is too large', line.replace('"v":1', '"v":1e999')],
    ['a carriage return', `${line}\r`],
    ['a byte order mark', `\ufeff${line}`],
  ])('is refused with %s', (_, text) => {
    expect(text).not.toBe(line);
    expect(parseLine(text)).toMatchObject({ fault: expect.stringMatching(/^not-(canonical|json)$/) });
  });

  test.each([
    ['something more in it', { ...intent, why: 'because' }],
    ['something more deep in it', { ...intent, manifest: { ...intent.manifest, user: 'ada' } }],
    ['__proto__ in it', JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(intent).slice(1)}`)],
    ['another type', { ...intent, type: 'gossip' }],
    ['another version', { ...intent, v: 2 }],
    ['a mail address for an app', { ...heldOf(stewardOf('wiki', null)), app: 'ada@mail.example' }],
    ['an IP address for a node', { ...heldOf(stewardOf('wiki', null)), node: '198.18.0.1' }],
    ['an IP address for a service', keepWith({ name: '198.18.0.1' })],
    ['a name with a line break', { ...heldOf(stewardOf('wiki', null)), app: 'a\nb' }],
    ['a name with ..', { ...heldOf(stewardOf('wiki', null)), app: '..' }],
    ['a name with /', { ...heldOf(stewardOf('wiki', null)), app: 'a/b' }],
    ['a person for an actor', { ...intent, actor: 'Ada Lovelace' }],
    [
      'a password in the repository',
      { ...intent, manifest: { ...intent.manifest, repo: 'https://a:b@forge.example/x' } },
    ],
    ['a path for the repository', { ...intent, manifest: { ...intent.manifest, repo: '/home/ada/region' } }],
    ['a text for a commitment', { ...intent, detail: 'security fix' }],
  ])('is refused with %s', async (_, entry) => {
    expect(parseLine(await lineOf(entry))).toMatchObject({ fault: 'not-an-entry' });
  });

  test('is refused where it is not signed, or is no entry at all', () => {
    expect(parseLine(line.replace(/"s":\{.*\}\}$/, '"s":null}'))).toEqual({ fault: 'not-signed' });
    expect(parseLine(line.replace(/"sig":"[^"]*"/, '"sig":1'))).toEqual({ fault: 'not-signed' });
    expect(parseLine(line.replace(/"sig":/, '"more":1,"sig":'))).toEqual({ fault: 'not-signed' });
    for (const text of ['{}', '[]', 'null', '1', '{"e":null,"s":null}', '{"e":[],"s":null}']) {
      expect(parseLine(text)).toHaveProperty('fault');
    }
  });

  test('is refused with the signature of another entry, for something else, or in the name of another key', async () => {
    const other = heldOf(intentOf('pad'));
    const [swapped] = [line.replace('"app":"wiki"', '"app":"pads"')];
    expect(parseLine(swapped ?? '')).toMatchObject({ fault: 'bad-signature', entry: { type: 'intent' } });
    const elsewhere = await key.signEntry('git', Buffer.from(canonicalJson(other)));
    expect(parseLine(signedLine(canonicalJson(other), { k, sig: elsewhere }))).toMatchObject({
      fault: 'bad-signature',
    });
    expect(parseLine(await lineOf(other, `SHA256:${'A'.repeat(43)}`))).toMatchObject({ fault: 'other-key' });
  });

  test('is refused above 16 KiB, counted in bytes', () => {
    expect(parseLine(`"${'x'.repeat(16 * 1024)}"`)).toEqual({ fault: 'too-long' });
    expect(parseLine(`"${'é'.repeat(8 * 1024)}"`)).toEqual({ fault: 'too-long' });
  });

  test('is never read and never a crash, whatever stands there', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .tuple(fc.nat(line.length), fc.string({ maxLength: 3 }))
        .map(([at, text]) => line.slice(0, at) + text + line.slice(at + 1)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseLine(text);
        if (!('fault' in read)) expect(text).toBe(line);
      }),
      { numRuns: 3000 },
    );
  });
});

function keepWith(changes: object) {
  const keep = heldOf(keepOf('mail'));
  return { ...keep, services: [{ ...keep.services[0], ...changes }] };
}
