import { afterAll, beforeAll } from '@jest/globals';
import { installMissingPackages } from '../../../src/lab/install-missing-packages.js';
import { lowerLab } from '../../../src/lab/lower-lab.js';
import { raiseLab, type LabOptions } from '../../../src/lab/raise-lab.js';
import { given } from '../../../src/model/given.js';
import type { Lab } from '../../../src/model/lab.js';
import { realLabTools } from '../../../src/tools/lab-tools.js';
import type * as fixture from './lab-fixture.js';
import { labFixture } from './lab-fixture.js';
import { otherDocker } from './other-docker.js';

export type LabFixture = fixture.LabFixture;

/** Labs of tests count from here, those of people from 1. */
const firstTestLab = 30;

/**
 * Raises a lab before the tests of a file and lowers it afterwards. Where the tests are killed, the next lab that is raised
 * on this machine sweeps it.
 */
export function useLab(options: Omit<LabOptions, 'number' | 'owner'>): LabFixture {
  const tools = realLabTools();
  let lab: Lab | undefined;
  beforeAll(async () => {
    await installMissingPackages(tools);
    const common = { from: firstTestLab, ...given({ programs: otherDocker() }), owner: await tools.background.self() };
    lab = await raiseLab(tools, { ...common, ...options });
  });
  afterAll(async () => {
    if (lab) await lowerLab(tools, lab.number);
  });
  return labFixture(tools, () => {
    if (!lab) throw new Error('the lab is not up yet: ask inside a test or a later beforeAll');
    return lab;
  });
}
