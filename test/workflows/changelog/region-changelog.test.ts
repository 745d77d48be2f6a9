import { afterEach, jest } from '@jest/globals';
import { makeHere, type Here } from '../../changelog/here.js';
import { makeFakeLog } from '../../support/fake-region-changelog.js';
import { regionChangelogContract } from '../../support/region-changelog-contract.js';

// Each test of the real one runs dozens of gits.
jest.setTimeout(60_000);

let here: Here | undefined;
afterEach(() => here?.remove());

regionChangelogContract('the one over git', () => {
  const made = (here = makeHere());
  return { machine: (name) => made.open(name) };
});

regionChangelogContract('the one in memory', () => {
  const log = makeFakeLog('merri-bek.example/changelog');
  const machines = { ada: log.machine(), bo: log.machine() };
  return { machine: (name) => machines[name].open() };
});
