import { resolve4 } from 'node:dns/promises';
import { compareVersions } from '../../src/model/recipe-version.js';
import { composeFilesOf } from './compose-files.js';
import { converge, runPostCommands } from './converge.js';
import { environmentOf, findApp, pinVersion, recipeFolder, type AbraApp } from './place.js';
import { chaosVersion, checkOut, refuseDirty, refuseLightweightTags, versionsOf } from './recipe-tree.js';
import { ask, box, fatal, hasTrap, say } from './speech.js';
import { deployedVersion, docker } from './swarm.js';
import type { Grammar, Said } from './words.js';

export const deployGrammar: Grammar = {
  words: [1, 2],
  flags: {
    chaos: { short: 'C' },
    force: { short: 'f' },
    'no-domain-checks': { short: 'D' },
    'no-converge-checks': { short: 'c' },
    releasenotes: { short: 'r' },
  },
};

export async function deploy({ words: [domain, version], flags }: Said): Promise<void> {
  const app = findApp(domain);
  if (!flags.has('chaos')) refuseDirty(app.recipe);
  const running = await deployedVersion(app.server, app.stack);
  if (running !== undefined && !flags.has('force') && !flags.has('chaos')) fatal(`${domain} is already deployed`);
  const wanted = version ?? (app.pin || versionsOf(app.recipe).at(-1)) ?? fatal(`${app.recipe} has no versions`);
  await rollOut(app, { version: wanted, flags, after: 'POST_DEPLOY_CMDS' });
}

export async function upgrade({ words: [domain, version], flags }: Said): Promise<void> {
  const app = findApp(domain);
  if (!flags.has('chaos')) refuseDirty(app.recipe);
  const running = (await deployedVersion(app.server, app.stack)) ?? fatal(`${domain} is not deployed`);
  const newer = versionsOf(app.recipe).filter((one) => compareVersions(one, running) > 0);
  if (version === undefined && newer.length === 0) return say(`no upgrades available for ${domain}`);
  if (version !== undefined && !newer.includes(version) && !flags.has('force')) fatal(`${version} is not an upgrade`);
  await rollOut(app, { version: version ?? newer.at(-1) ?? '', flags, after: 'POST_UPGRADE_CMDS' });
}

export async function rollback({ words: [domain, version], flags }: Said): Promise<void> {
  const app = findApp(domain);
  if (!flags.has('chaos')) refuseDirty(app.recipe);
  const running = (await deployedVersion(app.server, app.stack)) ?? fatal(`${domain} is not deployed`);
  const older = versionsOf(app.recipe).filter((one) => compareVersions(one, running) < 0);
  if (version !== undefined && !older.includes(version) && !flags.has('force')) fatal(`${version} is not a downgrade`);
  const wanted = version ?? older.at(-1) ?? fatal('no downgrades available');
  await rollOut(app, { version: wanted, flags, after: 'POST_ROLLBACK_CMDS' });
}

export async function undeploy({ words: [domain], flags }: Said): Promise<void> {
  const app = findApp(domain);
  if ((await deployedVersion(app.server, app.stack)) === undefined) fatal(`${domain} is not deployed`);
  ask(flags);
  await docker(app.server, ['stack', 'rm', app.stack]);
  if (flags.has('prune')) await docker(app.server, ['system', 'prune', '--force']);
}

async function rollOut(
  app: AbraApp,
  { version, flags, after }: { readonly version: string; readonly flags: Said['flags']; readonly after: string },
): Promise<void> {
  const chaos = flags.has('chaos');
  if (!chaos) await checkOut(app.recipe, version);
  refuseLightweightTags(app.recipe);
  const deployed = { chaos, version: chaos ? chaosVersion(app.recipe) : version };
  if (!flags.has('no-domain-checks')) await checkDomain(app.domain);
  box('deployment', [
    ['domain', app.domain],
    ['server', app.server],
    ['version', deployed.version],
  ]);
  ask(flags);
  const env = environmentOf(app);
  const { files, remove } = composeFilesOf(app, env, deployed);
  const words = ['stack', 'deploy', ...files.flatMap((file) => ['--compose-file', file]), app.stack];
  await docker(app.server, words, { env, cwd: recipeFolder(app.recipe) }).finally(remove);
  if (hasTrap('dies-after-deploy')) process.kill(process.pid, 'SIGKILL');
  if (!flags.has('no-converge-checks') && !hasTrap('does-not-wait')) {
    await converge(app);
    await runPostCommands(app, app.values[after]);
  }
  pinVersion(app, deployed.version);
  say(`deploy succeeded: ${app.domain}`);
}

/** Asks the internet's DNS, whatever the hosts file says. */
async function checkDomain(domain: string): Promise<void> {
  const found = domain.endsWith('.local') ? [] : await resolve4(domain).catch(() => []);
  if (found.length === 0) fatal(`unable to resolve ${domain}`);
}
