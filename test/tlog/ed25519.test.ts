import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isLowOrder, isPublicKey, lookFirstWith, verifyEd25519 } from '../../src/tlog/ed25519.js';
import { loadLibsodium } from '../../src/tools/load-libsodium.js';

jest.setTimeout(60_000);

/** y of the eight points of low order, then the spellings of y that are not below p = 2^255 - 19. */
const canonical = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];
const secondSpellings = [
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

/** Made by hand from one secret key, S fitting each: where Ed25519 programs differ (RFC 8032 leaves both equations open). */
const odd = [
  {
    what: 'an honest one',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      '91e4aa81cb2d3abae935fca9bd2dba11a0a3fcff51f73d8b32381e9ab237d4b89845ceb4aad503483812803052fd806487815c0ee17d532ae02eef4cba0f710b',
    message: 'x',
    good: true,
  },
  {
    what: 'R beside the subgroup, order 8',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      '29431abd42f5593a4207e8e3d4b73dbe5428de7d6a9c5b76b48a3178eda4e8c6c8a038c118abf5834aa5bb97460bf1e4136d34eced801ac8debedf71daa02204',
    message: 'x',
    good: false,
  },
  {
    what: 'R beside it, order 4',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      '160be4f5d0ef893da1f556bf123f9d29b86f2c8a154a843cb17a3e2d8c715f19399d219aced12b88988739158625513283b3e116f27b3786e4a7ba296dcedc01',
    message: 'x',
    good: false,
  },
  {
    what: 'R beside it, order 2',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      '5c1b557e34d2c54516ca035642d245ee5f5c0300ae08c274cdc7e1654dc82b473e2be587445184b020a609397906842825e826714b267626075b62ae47ddb30e',
    message: 'x',
    good: false,
  },
  {
    what: 'the key beside it',
    key: '0cbba71954049ec81385f1a9a40b65bf4f2928735bd8f1248c4ef99a630012b0',
    signature:
      'edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df216636d8f6d1b1e22280f4eba5189119d8a9039c090ccc35d4b82a7443d7880f',
    message: 'x',
    good: false,
  },
  {
    what: 'the key beside it, and a message for which that makes no difference',
    key: '0cbba71954049ec81385f1a9a40b65bf4f2928735bd8f1248c4ef99a630012b0',
    signature:
      'edc876d6831fd2105d0b4389ca2e283166469289146e2ce06faefe98b22548df36940a110df5da21f3f8c5904e6e4b15448d0f42f90066c945c89185a52af503',
    message: 'x10',
    good: true,
  },
  {
    what: 'R and the key beside it, each making up for the other',
    key: '0cbba71954049ec81385f1a9a40b65bf4f2928735bd8f1248c4ef99a630012b0',
    signature:
      'd0424b701d60255de5df705071059ccd22b8349bb4138202ebbd65e9e0ad211b22b3acf3d66b4fb029e0bd03f19029c649a949b3491ec245340b35e4ed9f150e',
    message: 'y2',
    good: true,
  },
  {
    what: 'R of low order',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      '0100000000000000000000000000000000000000000000000000000000000000e66a58d619da27d84a1405a8bf07ed2f32170d73fb0041c20d368fd14ff7ff01',
    message: 'x',
    good: false,
  },
  {
    what: 'R in a second spelling',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      '0100000000000000000000000000000000000000000000000000000000000080b821d6731f983a2f58ef960a5236713a7ade7a142d2f38da8721ae9b6b57c203',
    message: 'x',
    good: false,
  },
  {
    what: 'R not below p',
    key: '50584106c66171dbe6901bd187252a0d704a02a1080f80c486575d07e5e4b4fe',
    signature:
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f1e6c53da1b4b56fc73fbd5bb123c3804956696f7c5e5b282301a4224ce4ccd0c',
    message: 'x',
    good: false,
  },
].map(({ key, signature, message, ...rest }) => ({
  key: Buffer.from(key, 'hex'),
  signature: Buffer.from(signature, 'hex'),
  message: Buffer.from(message),
  ...rest,
}));

describe('public keys', () => {
  test.each([...canonical, ...secondSpellings])('refuses %s', (hex) => {
    const key = Buffer.from(hex, 'hex');
    expect([isLowOrder(key), isPublicKey(key)]).toEqual([true, false]);
  });

  test('refuses other lengths than 32', () => {
    const { raw } = makeKey();
    expect([raw.subarray(1), Buffer.concat([raw, raw]), Buffer.alloc(0)].map(isPublicKey)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('takes the largest y below p', () => {
    expect(isLowOrder(Buffer.from(`eb${'ff'.repeat(30)}7f`, 'hex'))).toBe(false);
  });

  test('takes a thousand keys that were made honestly', () => {
    for (let count = 0; count < 1000; count++) expect(isPublicKey(makeKey().raw)).toBe(true);
  });
});

const libsodium = loadLibsodium();

describe.each(['OpenSSL', 'libsodium first'])('signatures, by %s', (by) => {
  beforeAll(() => {
    if (by === 'libsodium first' && libsodium) lookFirstWith(libsodium);
  });

  // OpenSSL 3.0 (Node 20 and 22) takes it for any message; 3.5 (Node 24) does not.
  test('refuses a signature that fits whatever is said, by a key of low order', () => {
    const identity = Buffer.from(canonical[0] ?? '', 'hex');
    const forged = Buffer.concat([identity, Buffer.alloc(32)]);
    expect(verifyEd25519(identity, Buffer.from('whatever'), forged)).toBe(false);
  });

  test('takes a good one and refuses it with any byte changed', () => {
    const { raw, privateKey } = makeKey();
    const message = Buffer.from('a line of the log');
    const good = sign(null, message, privateKey);
    expect(verifyEd25519(raw, message, good)).toBe(true);
    for (const at of good.keys()) expect(verifyEd25519(raw, message, flip(good, at))).toBe(false);
    for (const at of message.keys()) expect(verifyEd25519(raw, flip(message, at), good)).toBe(false);
    for (const at of raw.keys()) expect(verifyEd25519(flip(raw, at), message, good)).toBe(false);
  });

  test('refuses the second form of a good one, S and the order of the group added', () => {
    const { raw, privateKey } = makeKey();
    const message = Buffer.from('a line of the log');
    const good = sign(null, message, privateKey);
    const order = (1n << 252n) + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${Buffer.from(good.subarray(32)).reverse().toString('hex')}`) + order;
    const second = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
    expect(verifyEd25519(raw, message, Buffer.concat([good.subarray(0, 32), second]))).toBe(false);
  });

  test('refuses other lengths than 64', () => {
    const { raw, privateKey } = makeKey();
    const good = sign(null, Buffer.from('x'), privateKey);
    const others = [good.subarray(1), good.subarray(0, 63), Buffer.concat([good, Buffer.of(0)]), Buffer.alloc(0)];
    expect(others.map((other) => verifyEd25519(raw, Buffer.from('x'), other))).toEqual([false, false, false, false]);
  });

  test.each(odd)('judges $what as ever: $good', ({ key, signature, message, good }) => {
    expect(verifyEd25519(key, message, signature)).toBe(good);
  });

  test('goes on with more keys than it keeps ready', () => {
    const keys = Array.from({ length: 1100 }, makeKey);
    for (const { raw, privateKey } of [...keys, ...keys.slice(0, 10)]) {
      expect(verifyEd25519(raw, Buffer.from('x'), sign(null, Buffer.from('x'), privateKey))).toBe(true);
    }
  });
});

describe('libsodium', () => {
  test('is there on the systems on which this is tested', () => {
    expect(libsodium).toBeDefined();
  });

  test('may be absent, where its package brings nothing for this system', () => {
    const failing = () => {
      throw new Error('no prebuilt binary');
    };
    expect(loadLibsodium(failing)).toBeUndefined();
  });

  // Its yes is taken without asking OpenSSL: two readers with different programs must not see two logs.
  test.each(odd)('takes no signature that OpenSSL refuses: $what', ({ key, signature, message, good }) => {
    expect(libsodium?.crypto_sign_verify_detached(signature, message, key)).toBe(good);
  });

  test('agrees with OpenSSL about thousands of signatures, half of them damaged somewhere', () => {
    const { raw, privateKey } = makeKey();
    for (let round = 0; round < 2000; round++) {
      const message = randomBytes(round % 200);
      const good = sign(null, message, privateKey);
      const asked = round % 2 === 0 ? good : flip(good, round % 64);
      expect(libsodium?.crypto_sign_verify_detached(asked, message, raw)).toBe(round % 2 === 0);
    }
  });
});

function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, raw: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url') };
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}
