import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { addCheckpoint } from '../../../src/witness/add-checkpoint.js';
import { describeVectors } from '../../support/vectors.js';
import { makeWitnessPlace } from '../../witness/witness-place.js';

interface Recorded {
  readonly case: string;
  readonly request: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Where litewitness (2025) is laxer than C2SP tlog-witness. */
const stricter: Readonly<Record<string, number>> = { 'unknown origin': 404, 'old with a leading zero': 400 };

describeVectors('tlog', (folder) => {
  describe('what litewitness was asked', () => {
    test('is answered in the same way, two lax answers apart', async () => {
      const recorded = JSON.parse(readFileSync(join(folder, 'witness/litewitness.json'), 'utf8')) as Recorded[];
      const origin = 'changelog.example/ch-zh/2027';
      const key = parseVerifierKey(`${origin}+55a38422+AefFnWBbIc8Hu6bs0sYd7KGNHKBPJBHm4UDM8yAtlPDT`)!;
      const place = await makeWitnessPlace();
      const witness = await place.open();
      await witness.logs.put({ origin, keys: [key] });
      for (const each of recorded) {
        const answer = await addCheckpoint(witness, Buffer.from(each.request));
        const status = stricter[each.case] ?? each.status;
        expect({ case: each.case, status: answer.status }).toEqual({ case: each.case, status });
        if (status === 409) expect(answer).toMatchObject({ type: each.contentType, body: each.body });
      }
      place.remove();
    });
  });
});
