import { expect, test } from '@jest/globals';
import { fuzzDockerAnswers } from './docker-answers.js';

test('whatever field of a real answer is wrong, the node is read or not understood, and the other one is planned', async () => {
  const seed = Date.now();
  const { failures, answers } = await fuzzDockerAnswers({ seconds: 10, seed });
  expect({ seed, failures }).toEqual({ seed, failures: [] });
  expect(answers).toBeGreaterThan(20);
}, 120_000);
