import type { Finding } from '../../model/lint.js';
import { abraRules } from '../abra-rules.js';
import { abraFinding, ownFinding } from '../finding.js';
import { lineWith } from '../line-of.js';
import { textOf, type ComposeText, type LintInput } from '../lint-input.js';

/** What abra sets itself. */
const given = new Set(['STACK_NAME', 'DOMAIN', 'TYPE', 'RECIPE', 'COMPOSE_FILE', 'EXTRA_DOMAINS', 'TIMEOUT']);

/** .env.sample names the recipe, and every variable that a compose file cannot do without. */
export function checkEnv(input: LintInput): Finding[] {
  const sample = textOf(input.recipe, '.env.sample');
  if (sample === undefined)
    return [
      abraFinding(abraRules.sample, {
        file: '.env.sample',
        says: 'there is no .env.sample: abra cannot make an app of this recipe',
        tryThis: `make one: TYPE=${input.recipe.name} and DOMAIN=${input.recipe.name}.example.com, a line each`,
      }),
    ];
  const known = new Set(
    [...sample.matchAll(/^[ \t#]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=/gm)].map(([, key]) => key),
  );
  return [...checkType(input, sample), ...input.compose.flatMap((file) => checkVariables(file, input, known))];
}

function checkType({ recipe }: LintInput, sample: string): Finding[] {
  const type = recipe.sample.values['TYPE'] ?? recipe.sample.values['RECIPE'];
  const name = type?.split(':')[0];
  if (name === recipe.name) return [];
  const says =
    name === undefined
      ? 'TYPE is not set: abra cannot tell the recipe'
      : `TYPE is ${name}, but the recipe is ${recipe.name}`;
  const line = lineWith(sample, 'TYPE=');
  return [ownFinding('sample-type', 'warning', { file: '.env.sample', line, says, tryThis: `TYPE=${recipe.name}` })];
}

/** `${X}` without a default that nothing sets becomes empty, silently. */
function checkVariables(file: ComposeText, { recipe }: LintInput, known: ReadonlySet<string | undefined>): Finding[] {
  const code = file.text.replace(/(^|\s)#.*$/gm, '$1');
  const used = [...code.matchAll(/(?<!\$)\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].map(
    ([, braced, bare]) => braced ?? bare ?? '',
  );
  const unknown = [...new Set(used)].filter(
    (name) => !given.has(name) && !known.has(name) && recipe.exports[name] === undefined && !name.endsWith('_VERSION'),
  );
  return unknown.map((name) =>
    ownFinding('env-unknown', 'warning', {
      file: file.file,
      line: lineWith(file.text, name),
      says: `${name} is set neither by .env.sample nor by abra.sh and has no default: it becomes empty`,
      tryThis: `name it in .env.sample (commented out where it is optional), or write \${${name}:-default}`,
    }),
  );
}
