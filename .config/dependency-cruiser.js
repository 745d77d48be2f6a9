const crafts = 'abra|manifest|recipe|render|lint|observe|plan|apply|changelog|record|witness|watch|show|lab';
/** Beside tools, and made of them: each is given all that it works with. */
const withoutMachine = 'files-at-commit|files-with|make-mask|read-value|registry-auths|ssh/ssh-key|tool-version';
const toolsOfDevelopment =
  '@jest|@swc|canonicalize|dependency-cruiser|esbuild|eslint|fast-check|jest|knip|node|prettier|tsx|typescript|typescript-eslint';
const doors = '^src/(commands|cli|hooks)/';
/** Node's own modules that touch the machine; hashing, paths, streams and the like are only sums. */
const machineModules =
  '^(node:)?(console|fs|fs/promises|net|http|https|http2|tls|dgram|dns|dns/promises|child_process|os|process|readline|readline/promises|timers|timers/promises|perf_hooks|tty|worker_threads|cluster)$';
const machinePackages = 'node_modules/(age-encryption|execa|signal-exit|ssh2|@inquirer/prompts)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle cannot be read from one end to the other, nor can any part of it be tested alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails only when somebody runs into it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-named-packages-in-the-product',
      comment:
        'scripts/bundle.js puts into dist whatever src imports: a package comes in by being named in package.json, and tools of development stay out.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tools-of-development-in-the-product',
      comment: 'They are large, and whoever uses tend has no need of them.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: `node_modules/(${toolsOfDevelopment})/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-does-not-know-its-tests',
      comment: 'dist holds src alone; tests, benches and generators stay at home.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts|bin)/' },
    },
    {
      name: 'model-imports-only-itself',
      comment:
        'The model says what things are. Whatever it imported, every craft would import with it. (zod: schemas of what is published; fastest-levenshtein: a sum over two words.)',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { pathNot: '^src/model/|node_modules/(zod|fastest-levenshtein)/' },
    },
    {
      name: 'tools-import-only-the-model',
      comment:
        'A tool reaches one program or machine and knows nothing of the job, so that every job can use it. (tlog: formats of keys and signatures.)',
      severity: 'error',
      from: { path: '^src/tools/' },
      to: { path: '^src/', pathNot: '^src/(tools|model|tlog)/' },
    },
    {
      name: 'tlog-stands-alone',
      comment:
        'Formats and sums that others have standardised: nothing of tend in them, they could be a package of their own.',
      severity: 'error',
      from: { path: '^src/tlog/' },
      to: { path: '^src/', pathNot: '^src/tlog/' },
    },
    {
      name: 'tlog-is-pure',
      comment: 'Bytes in, bytes out: of packages only hashing and signatures of Node itself.',
      severity: 'error',
      from: { path: '^src/tlog/' },
      to: { pathNot: '^src/tlog/|^(node:)?crypto$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'crafts-do-not-know-each-other',
      comment:
        'One craft can be read, tested and replaced without the others; what they share stands in model/, who joins them is a workflow.',
      severity: 'error',
      from: { path: `^src/(${crafts})/` },
      to: { path: `^src/(${crafts})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'crafts-know-no-jobs',
      comment: 'Workflows call crafts, never the other way round.',
      severity: 'error',
      from: { path: `^src/(${crafts})/` },
      to: { path: `^src/workflows/|${doors}` },
    },
    {
      name: 'crafts-are-handed-their-tools',
      comment:
        'One seam: a craft says by its types what it touches, and every test can hand in another machine, clock or chance. render, lint, plan and show are given none: same values in, same values out.',
      severity: 'error',
      from: { path: `^src/(${crafts})/` },
      to: { path: '^src/tools/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-are-handed-their-tools',
      comment:
        'The same seam: of tools a workflow takes types, and the few functions that work with nothing but what they are given.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: '^src/tools/', pathNot: `^src/tools/(${withoutMachine})\\.ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'changelog-stands-alone',
      comment: 'A stranger must be able to audit the record without reading the rest: model, tlog and tools only.',
      severity: 'error',
      from: { path: '^src/changelog/' },
      to: { path: '^src/', pathNot: '^src/(changelog|model|tlog|tools)/' },
    },
    {
      name: 'workflows-say-nothing',
      comment:
        'A workflow tells events; words and colour are made at the door, so that the same job serves terminal, JSON and tests.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: `^src/show/|${doors}` },
    },
    {
      name: 'doors-are-thin',
      comment:
        'A command parses, calls one workflow and shows the result; whatever else it needs belongs into the workflow.',
      severity: 'error',
      from: { path: doors },
      to: { path: '^src/', pathNot: `^src/(workflows|show|model|tools)/|${doors}` },
    },
    {
      name: 'machine-packages-only-in-tools',
      comment:
        'One seam: whoever wants to know what tend does to a machine reads tools/, and every test can hand in another machine.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/tools/' },
      to: { path: machinePackages, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'live-views-only-at-the-doors',
      comment: 'Redrawing a terminal is for commands; everything else tells events.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: 'node_modules/listr2/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'machine-modules-only-in-tools',
      comment: 'Files, network, processes and time are machines too: see machine-packages-only-in-tools.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/tools/' },
      to: { path: machineModules, dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'colour-only-in-show',
      comment: 'Words and signs come first, colour on top, in one place, so that NO_COLOR and logs read the same.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(show|tools)/' },
      to: { path: 'node_modules/chalk/' },
    },
    {
      name: 'oclif-only-at-the-doors',
      comment: 'The command-line frame can be changed without touching what tend does.',
      severity: 'error',
      from: { path: '^src/', pathNot: doors },
      to: { path: 'node_modules/@oclif/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    // Without these conditions packages that export ES modules only, such as chalk, cannot be found.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
