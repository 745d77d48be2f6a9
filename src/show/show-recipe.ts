import type { RecipeDescription } from '../model/recipe-description.js';
import type { SampleSecret } from '../model/recipe.js';
import { shortCommit } from '../model/short-id.js';
import { columns, count } from './align.js';
import type { Paint } from './paint.js';
import { textLines } from './text-lines.js';

/** A recipe at a version: what runs, what can be set, what is secret, what can be added, what is new. */
export function showRecipe(recipe: RecipeDescription, paint: Paint): string {
  const [base, ...overlays] = recipe.compose;
  const env = recipe.env.filter(({ key }) => !/^(?:TYPE|RECIPE|COMPOSE_FILE|SECRET_.*_VERSION)$/.test(key));
  const at = recipe.version === undefined ? '' : ` ${recipe.version}`;
  return [
    `${paint.bold(`${recipe.name}${at}`)} · commit ${shortCommit(recipe.commit)} · ${recipe.from}`,
    ...section(
      'Services',
      columns((base?.services ?? []).map(({ name, image = '(no image)' }) => [name, image])),
      paint,
    ),
    ...section('Env: key, default, what it is (# optional)', columns(env.map(envRow)), paint),
    ...section('Secrets', columns(Object.entries(recipe.secrets).map(secretRow)), paint),
    ...section('Overlays', columns(overlays.map(overlayRow)), paint),
    ...section(
      'Notes',
      recipe.notes.flatMap(({ version, text }) => noteLines(version, text)),
      paint,
    ),
    ...recipe.notices.map((notice) => paint.dim(`note  ${notice}`)),
    '',
    nextLine(recipe),
  ].join('\n');
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)];
}

function envRow({ key, value, optional, comment }: RecipeDescription['env'][number]): string[] {
  return [`${optional ? '# ' : ''}${key}`, value === '' ? '""' : value, comment];
}

function secretRow([name, secret]: readonly [string, RecipeDescription['secrets'][string]]): string[] {
  return [`${secret.optional ? '# ' : ''}${name}`, secret.version, secretWords(secret)];
}

function secretWords({ length, charset, generate }: SampleSecret): string {
  if (!generate) return 'a person must give it (generate=false)';
  return length === undefined ? 'generated, a pass phrase' : `generated, ${length} characters, charset ${charset}`;
}

function overlayRow({ file, overlay = '', services, secrets }: RecipeDescription['compose'][number]): string[] {
  const added = services.flatMap(({ name, image }) => (image === undefined ? [] : `+ ${name} (${image})`));
  return [overlay, file, [...added, ...secrets.map((secret) => `+ secret ${secret}`)].join('  ')];
}

function noteLines(version: string, text: string): string[] {
  return [`${version}:`, ...textLines(text, { most: Infinity, all: '' }).map((line) => `  ${line}`)];
}

function nextLine({ name, versions, version }: RecipeDescription): string {
  const newest = versions.at(-1);
  const newer = newest !== undefined && version !== undefined && newest !== version ? `newest: ${newest} · ` : '';
  return `${newer}${count(versions.length, 'version')}: tend recipe versions ${name}`;
}
