import type { Config } from '@oclif/core';
import { explainForeignWords } from '../cli/explain-foreign-words.js';
import { isPlainWord } from '../cli/is-plain-word.js';
import { reportFailure } from '../cli/report-failure.js';
import { usageLine } from '../cli/usage-line.js';
import { wayByFlag } from '../cli/way-by-flag.js';
import { KnownError } from '../model/known-error.js';
import { nearestName } from '../model/nearest-name.js';
import type { ForeignWords } from '../show/foreign-words.js';
import { realOwnProcess } from '../tools/own-process.js';
import { realTerminal } from '../tools/terminal.js';

interface NotFound {
  readonly id: string;
  readonly argv?: readonly string[];
  readonly config: Config;
}

/** Says what was meant where the words name no command. */
export async function commandNotFound({ id, argv, config }: NotFound): Promise<boolean> {
  const json = argv?.includes('--json') ?? false;
  const error = explain(id.split(':'), config);
  realOwnProcess.endWith(reportFailure(error, { terminal: realTerminal, json, version: config.version }));
  return true;
}

function explain(words: readonly string[], config: Config): KnownError {
  const command = words.map((_, at) => config.findCommand(words.slice(0, -1 - at).join(':'))).find(Boolean);
  if (command) {
    const name = `tend ${command.id.replaceAll(':', ' ')}`;
    const further = words.slice(command.id.split(':').length);
    return new KnownError('USAGE', `${name} takes no further word: "${further.join(' ')}"`, {
      details: [`usage: tend ${usageLine(command)}`],
      tryThis: [...wayByFlag(name, further, command.flags), `${name} --help`],
    });
  }
  const foreign = explainForeignWords(words);
  if (foreign) return elsewhere(words, foreign);
  const meant = meantCommand(words, config);
  return new KnownError('USAGE', `tend has no command "${words.join(' ')}".`, {
    tryThis: [...(meant === undefined ? [] : [`did you mean: tend ${meant}`]), 'all commands: tend --help'],
  });
}

/** Words of another tool are answered with what does it here, or by what it is done. */
function elsewhere(typed: readonly string[], { command, says }: ForeignWords): KnownError {
  return new KnownError('USAGE', `tend has no command "${typed.join(' ')}"${command ? '' : `: ${says ?? ''}`}`, {
    details: command && says ? [says] : [],
    tryThis: command ? [`here it is: ${command}`, 'all commands: tend --help'] : ['all commands: tend --help'],
  });
}

/** Further words may be arguments: a command of n words is compared with the first n. */
function meantCommand(words: readonly string[], config: Config): string | undefined {
  const ids = config.commands.filter(({ hidden }) => !hidden).map(({ id }) => id.split(':'));
  return words
    .map((_, at) => words.length - at)
    .map((length) => {
      const known = ids.filter((id) => id.length === length).map((id) => id.join(' '));
      const found = nearestName(words.slice(0, length).join(' '), known);
      return found === undefined ? undefined : [found, ...argumentsOf(found, words.slice(length), config)].join(' ');
    })
    .find((found) => found !== undefined);
}

/** What was typed behind, where the command that was meant takes as much. */
function argumentsOf(command: string, typed: readonly string[], config: Config): readonly string[] {
  const taken = Object.keys(config.findCommand(command.replaceAll(' ', ':'))?.args ?? {}).length;
  return typed.length <= taken && typed.every(isPlainWord) ? typed : [];
}
