import { shortVersion } from '../model/short-id.js';
import { shortName } from '../model/short-name.js';
import { effectOf, type Effect } from '../model/step-kinds.js';
import type { FieldChange, ServiceChange, Step } from '../model/step.js';
import { pad, wrapWords } from './align.js';
import type { Paint } from './paint.js';
import { textLines } from './text-lines.js';

const signs: Record<Effect, string> = { comes: '+', changes: '~', goes: '-', none: ' ' };

/** `notesShown`: the release notes stand on the screen already. */
export interface ShowOptions {
  readonly notesShown?: boolean;
}

/** A step as lines: what happens to which app, service by service, then secrets, notes and where it will be. */
export function showStep(step: Step, paint: Paint, options: ShowOptions = {}): string[] {
  const who = `${step.recipe.name} · ${step.steward === undefined ? 'no steward' : `steward ${step.steward}`}`;
  const first = `  ${painted(signs[effectOf(step)], paint)} ${pad(paint.bold(step.app), 11)} ${pad(whatHappens(step), 26)} ${paint.dim(who)}`;
  return [first.trimEnd(), ...details(step, paint, options)];
}

/** The lines below a step's first one. */
function details(step: Step, paint: Paint, options: ShowOptions): string[] {
  const secrets = step.secrets.map(({ name, make }) => `+ ${shortName(name, step.stack)} (${secretWords(make)})`);
  const configs = step.configs.map((name) => `+ ${shortName(name, step.stack)}`);
  const networks = [
    ...step.sharedNetworks.map((name) => `+ ${name} (shared by all apps)`),
    ...step.networks.map((name) => `+ ${shortName(name, step.stack)}`),
  ];
  const at = effectOf(step) === 'comes' ? [step.domains.join(', ')] : [];
  return [
    ...step.services.flatMap((service) => serviceLines(service, step, paint)),
    ...block('secrets', [...secrets, ...unseenSecrets(step)]),
    ...block('configs', configs),
    ...block('networks', networks),
    ...block('from', originLines(step)),
    ...block('at', at),
    ...(options.notesShown ? [] : block('notes', noteLines(step))),
    ...(step.carriesRecord
      ? block('record', ['carries the changelog: while it is down, nothing can be recorded'])
      : []),
    ...step.notices.map((text) => paint.dim(`      note      ${text}`)),
  ];
}

/** `rule sso with login: OIDC_ISSUER, OIDC_CLIENT` */
function originLines({ origins = {} }: Step): string[] {
  const groups = Map.groupBy(Object.entries(origins), ([, origin]) => origin);
  return [...groups].map(([origin, keys]) => `${origin}: ${keys.map(([key]) => key).join(', ')}`);
}

function whatHappens(step: Step): string {
  const { from, to } = step.recipe;
  if (step.kind === 'upgrade' || step.kind === 'downgrade')
    return `${step.kind} ${shortVersion(from ?? '?')} → ${shortVersion(to)}`;
  return step.kind === 'deploy' ? `deploy ${shortVersion(to)}` : step.kind;
}

function serviceLines(change: ServiceChange, step: Step, paint: Paint): string[] {
  const label = `      ${pad(change.service, 9)} `;
  if (change.kind === 'unchanged') return step.kind === 'deploy' ? [] : [paint.dim(`${label}no change`)];
  if (change.kind === 'remove') return [`${label}${paint.bad('- service goes')}`];
  const image = change.image ? [`image   ${imageWords(change.image)}`] : [];
  const lines = [...image, ...groupFields(change.fields, step.stack)];
  return lines.map((line, index) => (index === 0 ? label : ' '.repeat(16)) + line);
}

function imageWords(image: NonNullable<ServiceChange['image']>): string {
  const digest = image.toDigest === undefined ? '' : ` (${image.toDigest.slice(0, 11)}…)`;
  if (image.from === undefined) return `${image.to}${digest}`;
  return image.from === image.to
    ? `${image.to}: newer digest${digest}`
    : `${image.from} → ${shortTarget(image.from, image.to)}${digest}`;
}

/** `dokuwiki:1 → 2`: the name is said once. */
function shortTarget(from: string, to: string): string {
  const [fromName] = splitTag(from);
  const [toName, tag] = splitTag(to);
  return fromName === toName && tag !== '' ? tag : to;
}

function splitTag(image: string): [string, string] {
  const at = image.lastIndexOf(':');
  return at > image.lastIndexOf('/') ? [image.slice(0, at), image.slice(at + 1)] : [image, ''];
}

/** Fields of one kind together, names without the stack's: `env     + MAIL_HOST   ~ UPLOAD_LIMIT`. */
export function groupFields(fields: readonly FieldChange[], stack: string): string[] {
  const groups = Map.groupBy(fields, ({ field }) => field);
  return [...groups].flatMap(([field, changes]) =>
    wrapWords(
      changes.map((change) => fieldWords(change, stack)),
      56,
    ).map((line, index) => pad(index === 0 ? field : '', 8) + line),
  );
}

function fieldWords({ sign, key: whole, from, to }: FieldChange, stack: string): string {
  const key = whole === undefined ? undefined : shortName(whole, stack);
  if (key === undefined)
    return from === undefined && to === undefined ? 'differs' : `${from ?? '(differs)'} → ${to ?? '(none)'}`;
  return from === undefined || to === undefined ? `${sign} ${key}` : `${sign} ${key} ${short(from)} → ${short(to)}`;
}

/** A value as it fits into a line: the whole of it stands in the manifest. */
function short(value: string): string {
  const line = value === '' ? "''" : value.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function block(word: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `      ${pad(index === 0 ? word : '', 9)} ${line}`);
}

/** Who would rather choose them has to know before they are made. A shared one would then differ from that of the other app. */
function unseenSecrets({ app, secrets }: Step): string[] {
  const made = secrets.filter(({ make }) => make.kind === 'generate' && !make.shared);
  const [first] = made;
  if (!first) return [];
  const [them, it] = made.length === 1 ? ['it', 'it'] : ['them', 'one'];
  return [
    `nobody sees ${them} when the apply makes ${them}`,
    `to choose ${it} yourself, before: tend app secret set ${app} ${first.key}`,
    `to read ${it} once it runs: tend app secret show ${app} ${first.key} --why "REASON"`,
  ];
}

function secretWords(make: Step['secrets'][number]['make']): string {
  switch (make.kind) {
    case 'generate': {
      const others = make.shared ? `, shared by ${make.shared.members.map(({ app }) => app).join(' and ')}` : '';
      return `generated, ${make.length === undefined ? 'a pass phrase' : `${make.length} characters`}${others}`;
    }
    case 'from':
      return `from ${make.source}`;
    case 'ask':
      return 'you are asked for it';
    case 'missing':
      return 'a person must give it';
  }
}

/** What a person has to know of the versions on the way, whole unless it is very long. */
export function noteLines({ recipe, notes }: Step): string[] {
  return notes.flatMap(({ version, text }) => {
    const all = `tend recipe show ${recipe.name} ${version}`;
    const [first = '', ...lines] = textLines(text, { most: 20, all });
    return [`${version}: ${first}`, ...lines];
  });
}

function painted(sign: string, paint: Paint): string {
  return sign === '+' ? paint.good(sign) : sign === '-' ? paint.bad(sign) : paint.change(sign);
}
