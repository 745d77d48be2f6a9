import { given } from '../../model/given.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import { stackName } from '../../manifest/stack-name.js';
import { domainSchema, envNameSchema } from '../../manifest/value-schemas.js';
import { appEnvironment, composeFiles } from '../../render/app-environment.js';
import { asApp, type AppToFold } from './app-to-fold.js';
import { foldChoices } from './fold-choices.js';
import { commentsToKeep } from './comments-to-keep.js';
import { foldSecrets } from './fold-secrets.js';
import type { FoldedApp } from './folded-app.js';
import { hideSecrets } from './hide-secrets.js';

/** Variables that follow from other keys of the manifest. */
const madeOfOthers = new Set(['TYPE', 'RECIPE', 'STACK_NAME']);

/**
 * Says an app's variables in the words of the manifest, in the fewest lines: only what differs from what recipe and
 * manifest give anyway. The result makes the same variables again. Pure.
 */
export function foldApp(wish: AppToFold): FoldedApp {
  const begun = foldDomain(wish);
  const chosen = foldChoices(wish, begun);
  const withEnv: AppManifest = { ...chosen, ...envLeft(wish, chosen) };
  const { app, hidden } = hideSecrets(wish, foldSecrets(wish, withEnv));
  const odd = Object.keys(wish.env.values).filter((name) => !envNameSchema.safeParse(name).success);
  const { comments, left } = commentsToKeep(wish, app, hidden);
  return {
    key: wish.key,
    app,
    hidden,
    comments,
    notices: [
      ...odd.map((name) => `${name} is no name of a variable that the manifest can hold: left out`),
      ...overlayNotices(wish, app),
      ...(left === 0 ? [] : [`${left === 1 ? 'a comment' : `${left} comments`} may hold a secret: left out`]),
    ],
  };
}

function foldDomain({ key, name, source, node, region, env }: AppToFold): AppManifest {
  const typed = env.values['DOMAIN'] ?? '';
  const domain = domainSchema.safeParse(typed).success ? typed : name;
  const stack = env.values['STACK_NAME'] || stackName(name);
  return {
    ...source,
    node: node.name,
    ...given({
      domain: domain === `${key}.${region.domain}` ? undefined : domain,
      env: stack === stackName(domain) ? undefined : { STACK_NAME: stack },
    }),
  };
}

/** Variables that are other than what recipe and manifest give, and those that the app lacks. */
function envLeft(wish: AppToFold, app: AppManifest): Pick<AppManifest, 'env'> {
  const { values } = wish.env;
  const known = new Map(Object.keys(wish.recipe.sample.values).map((name, at) => [name, at]));
  const given = appEnvironment({ ...wish.recipe, exports: {} }, asApp(wish, app));
  const names = Object.keys(values).filter((name) => envNameSchema.safeParse(name).success);
  const differing = names.filter((name) => !madeOfOthers.has(name) && values[name] !== given[name]);
  // The recipe's order, then the file's: so that the same app gives the same lines, whoever wrote its .env.
  differing.sort((a, b) => (known.get(a) ?? known.size) - (known.get(b) ?? known.size));
  const lacking = Object.keys(given).filter((name) => name !== 'STACK_NAME' && !Object.hasOwn(values, name));
  const withoutType = 'RECIPE' in values || 'TYPE' in values ? lacking : lacking.filter((name) => name !== 'TYPE');
  const env: NonNullable<AppManifest['env']> = {
    ...app.env,
    ...('RECIPE' in values && !('RECIPE' in given) ? { RECIPE: wish.recipe.name } : {}),
    ...Object.fromEntries(differing.map((name) => [name, values[name] ?? ''])),
    ...Object.fromEntries(withoutType.map((name) => [name, { unset: true as const }])),
  };
  return Object.keys(env).length === 0 ? {} : { env };
}

/** What the defaults of region or node choose, an app cannot take back. */
function overlayNotices(wish: AppToFold, app: AppManifest): string[] {
  const typed = composeFiles(wish.env.values);
  const made = composeFiles(appEnvironment({ ...wish.recipe, exports: {} }, asApp(wish, app)));
  const more = made.filter((file) => !typed.includes(file));
  if (more.length === 0) return [];
  return [`the defaults add ${more.join(', ')}, which its .env does not choose: the plan shows what that changes`];
}
