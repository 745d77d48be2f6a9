// Not abra: a stand-in for tests. README.md beside it says how far it goes.
import { appendFileSync } from 'node:fs';
import { deploy, deployGrammar, rollback, undeploy, upgrade } from './deploy.js';
import { listApps, listServers, listTasks, newApp } from './listings.js';
import { generateSecrets, insertSecret, listSecrets } from './secrets.js';
import { Fatal, fatal, hasTrap, translated } from './speech.js';
import { readWords, type Grammar, type Said } from './words.js';

interface Command {
  readonly grammar: Grammar;
  readonly run: (said: Said) => void | Promise<void>;
}

const machine = { machine: { short: 'm' } };
const plain = (fewest: number, most: number, flags: Grammar['flags'] = {}): Grammar => ({
  words: [fewest, most],
  flags,
});

const commands: Readonly<Record<string, Command>> = {
  'app deploy': { grammar: deployGrammar, run: deploy },
  'app upgrade': { grammar: deployGrammar, run: upgrade },
  'app rollback': { grammar: deployGrammar, run: rollback },
  'app undeploy': { grammar: plain(1, 1, { prune: { short: 'p' } }), run: undeploy },
  'app list': {
    grammar: plain(0, 0, { ...machine, status: { short: 'S' }, server: { short: 's', value: true } }),
    run: listApps,
  },
  'app ps': { grammar: plain(1, 1, machine), run: listTasks },
  'app new': {
    grammar: plain(1, 2, {
      server: { short: 's', value: true },
      domain: { short: 'D', value: true },
      secrets: {},
      chaos: { short: 'C' },
    }),
    run: newApp,
  },
  'app secret insert': { grammar: plain(4, 4, { file: { short: 'f' } }), run: insertSecret },
  'app secret generate': { grammar: plain(1, 3, { ...machine, all: { short: 'a' } }), run: generateSecrets },
  'app secret list': { grammar: plain(1, 1, machine), run: listSecrets },
  'server list': { grammar: plain(0, 0, machine), run: listServers },
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Fatal)) process.stderr.write(String(error instanceof Error ? error.stack : error));
  else process.stderr.write(`FATA ${translated(error.message)}\n`);
  process.exitCode = 1;
}

async function main(argv: readonly string[]): Promise<void> {
  writeLog(argv);
  if (argv.includes('--version'))
    return say(`abra version ${process.env['ABRA_STAND_IN_VERSION'] ?? '0.13.0-beta'} (a stand-in for tests)`);
  const words = argv.filter((word) => !word.startsWith('-'));
  const name = [3, 2].map((count) => words.slice(0, count).join(' ')).find((one) => one in commands) ?? '';
  const command = commands[name] ?? fatal(`unknown command ${words.join(' ')}; this is a stand-in for tests, not abra`);
  const said = readWords(argv, { ...command.grammar, words: plus(command.grammar.words, name.split(' ').length) });
  if (said.flags.has('help'))
    return say(
      `abra ${name}: ${Object.keys(command.grammar.flags)
        .map((flag) => `--${flag}`)
        .join(' ')}`,
    );
  if (hasTrap('hangs') && !name.endsWith('list')) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  await command.run({ ...said, words: said.words.slice(name.split(' ').length) });
}

function plus([fewest, most]: Grammar['words'], count: number): Grammar['words'] {
  return [fewest + count, most + count];
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function writeLog(argv: readonly string[]): void {
  const file = process.env['ABRA_STAND_IN_LOG'];
  const { LC_ALL, ABRA_DIR } = process.env;
  if (file) appendFileSync(file, `${JSON.stringify({ argv, LC_ALL, ABRA_DIR })}\n`);
}
