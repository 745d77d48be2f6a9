import jest from '../../.config/jest.config.js';

const [{ displayName: _, ...unit }] = jest.projects;
const near = ['apply', 'workflows/apply', 'plan', 'promises/apply'];

/** The unit tests near what is mutated, as one project: what Stryker's runner can take apart. */
export default { ...unit, testMatch: near.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`) };
