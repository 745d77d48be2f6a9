import { dirname } from 'node:path';
import tseslint from 'typescript-eslint';

const root = dirname(import.meta.dirname);

/** What a module of src may reach only by way of a tool, so that a test can hand in another one. */
const machine = {
  globals: {
    checkGlobalObject: true,
    globals: ['process', 'console', 'fetch', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'performance'].map(
      (name) => ({
        name,
        message: 'Clock, terminal, network, process, chance and environment are tools: take one (src/tools).',
      }),
    ),
  },
  properties: [
    { object: 'Date', property: 'now', message: 'Time comes from the clock (src/tools).' },
    { object: 'AbortSignal', property: 'timeout', message: 'Time comes from the clock (src/tools).' },
    { object: 'Math', property: 'random', message: 'Chance comes from a tool (src/tools).' },
  ],
  chance: {
    name: 'node:crypto',
    importNames: [
      ...['default', 'webcrypto', 'getRandomValues', 'randomBytes', 'randomFill', 'randomFillSync', 'randomInt'],
      ...['randomUUID', 'generateKey', 'generateKeySync', 'generateKeyPair', 'generateKeyPairSync'],
    ],
    message: 'Chance comes from a tool (src/tools): random, recordKeys, witnessKeys.',
  },
  syntax: [
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'Time comes from the clock.',
    },
  ],
};

const noSpeech = {
  selector:
    'CallExpression[callee.property.name=/^(say|print)$/]:matches([callee.object.name="terminal"], [callee.object.property.name="terminal"])',
  message: 'Only the doors print: tell an event, or return it.',
};

const notAsText = {
  selector:
    'CallExpression[callee.property.name=/^(show|showWhole|say|print)$/] > CallExpression.arguments[callee.name=/^show[A-Z]/]',
  message:
    'Hand over the function and its values, show(showPlan, plan): the values are cleaned before words are made of them.',
};

const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'A union of strings, or a const object, says the same.',
};
const noBarrel = [
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that says it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that says it.' },
];
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: it greps, and renames keep it.',
};
const noClass = {
  selector: 'ClassDeclaration, ClassExpression',
  message: 'Classes are for the error, the secret and oclif commands: write functions and readonly data.',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'tmp/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      eqeqeq: 'error',
      // A short arrow for a local question is fine; what has a name of its own is declared.
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'max-depth': ['error', 3],
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', noEnum, ...noBarrel, noDefault],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A fake and a tool keep the promise of their interface even where nothing is awaited.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', machine.globals],
      'no-restricted-imports': ['error', { paths: [machine.chance] }],
      'no-restricted-properties': ['error', ...machine.properties],
      'no-restricted-syntax': ['error', noEnum, ...noBarrel, noDefault, noClass, noSpeech, ...machine.syntax],
    },
  },
  {
    files: ['src/tools/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', noEnum, ...noBarrel, noDefault, noClass],
    },
  },
  {
    files: ['src/model/known-error.ts', 'src/model/secret.ts', 'src/model/docker-error.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum, ...noBarrel, noDefault, ...machine.syntax] },
  },
  {
    // The doors of the program: oclif wants a class and a default export.
    files: ['src/commands/**/*.ts', 'src/cli/**/*.ts', 'src/hooks/**/*.ts'],
    rules: {
      'max-lines': ['error', 80],
      'no-restricted-syntax': ['error', noEnum, ...noBarrel, notAsText, ...machine.syntax],
    },
  },
  {
    // A describe block is a list, not a function; a test may know more about a value than its type says.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
