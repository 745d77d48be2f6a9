import { Errors } from '@oclif/core';
import { KnownError } from '../model/known-error.js';
import { nearestName } from '../model/nearest-name.js';
import { usageLine, type UsageOf } from './usage-line.js';
import { wayByFlag } from './way-by-flag.js';

interface Command extends UsageOf {
  readonly flags?: Readonly<Record<string, unknown>>;
}

/** A mistake in the words of a command, as oclif found it, in our own words; undefined where it is none. */
export function asUsageError(error: Error, command: Command): KnownError | undefined {
  if (!(error instanceof Errors.CLIError)) return undefined;
  const name = `tend ${command.id.replaceAll(':', ' ')}`;
  return new KnownError('USAGE', sentence(error, name, command), {
    details: [`usage: tend ${usageLine(command)}`],
    tryThis: [...wayByFlag(name, furtherWords(error), command.flags ?? {}), `${name} --help`],
    cause: error,
  });
}

function sentence(error: Error, name: string, { flags = {} }: Command): string {
  if ('flags' in error) {
    const [typed = ''] = error.flags as string[];
    const meant = nearestName(typed.replace(/^-+/, ''), Object.keys(flags));
    return `${name} has no flag ${typed}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
  }
  if ('args' in error && Array.isArray(error.args)) return aboutArguments(error.args as Argument[], name);
  const missing = missingFlags(error, flags);
  if (missing.length > 0) return `${name} wants ${missing.join(' and ')}`;
  return ownWords(error.message);
}

interface Flag {
  readonly required?: boolean;
  readonly helpValue?: string;
  readonly description?: string;
}

/** `--why WORDS (why, for the record)`: what has to be there and was not typed, where oclif refuses for a flag. */
function missingFlags(error: Error, flags: NonNullable<Command['flags']>): string[] {
  const { parse } = error as { parse?: { output?: { flags?: object } } };
  const typed = parse?.output?.flags;
  if (!typed) return [];
  return Object.entries(flags as Readonly<Record<string, Flag>>)
    .filter(([flag, { required }]) => required === true && !Object.hasOwn(typed, flag))
    .map(([flag, { helpValue, description }]) => `--${flag} ${helpValue ?? 'VALUE'} (${description ?? ''})`);
}

type Argument = string | { readonly name: string; readonly description?: string };

function furtherWords(error: Error): string[] {
  const args = 'args' in error && Array.isArray(error.args) ? (error.args as Argument[]) : [];
  return args.filter((arg) => typeof arg === 'string');
}

/** Words are those too many, descriptions those that are missing. */
function aboutArguments(args: readonly Argument[], name: string): string {
  const words = args.filter((arg) => typeof arg === 'string');
  if (words.length > 0) return `${name} takes no further word: "${words.join(' ')}"`;
  const missing = args.filter((arg) => typeof arg !== 'string');
  return `${name} wants ${missing.map((arg) => `${arg.name.toUpperCase()} (${arg.description ?? ''})`).join(' and ')}`;
}

/** `Parsing --nodes⏎ Expected an integer …⏎ See more help` → `--nodes: expected an integer …` */
function ownWords(message: string): string {
  const lines = message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.endsWith('--help') && !line.endsWith(':'));
  const said = lines.join(': ').replace(/^Parsing /, '');
  return said.replace(/(^|: )([A-Z])(?=[a-z])/g, (_, before: string, letter: string) => before + letter.toLowerCase());
}
