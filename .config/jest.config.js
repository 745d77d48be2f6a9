import { dirname } from 'node:path';

const rootDir = dirname(import.meta.dirname);

/** What every release of Docker must do: run once more with release 28. */
const core = ['apply', 'docker-contract', 'drift', 'lab-docker', 'lock', 'older-engine', 'render', 'undeploy'];

const project = {
  rootDir,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/setup.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

export default {
  rootDir,
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  collectCoverageFrom: ['src/**/*.ts'],
  reporters: ['default', '<rootDir>/.config/count-reporter.js'],
  // Live tests mostly wait, and labs do not meet: two files at once, on any machine. More would make servers too slow.
  maxWorkers: 2,
  projects: [
    {
      ...project,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/live/'],
      setupFilesAfterEnv: ['<rootDir>/test/unit-setup.ts'],
    },
    {
      ...project,
      displayName: 'live',
      testMatch: ['<rootDir>/test/live/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/live/setup.ts'],
    },
    {
      ...project,
      displayName: 'docker-28',
      testMatch: core.map((name) => `<rootDir>/test/live/${name}.test.ts`),
      setupFiles: [...project.setupFiles, '<rootDir>/test/live/with-docker-28.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/live/setup.ts'],
    },
  ],
};
