import type { Recipe } from '../model/recipe.js';
import type { App } from '../model/region.js';
import { deployedVersion, isChaos } from './app-environment.js';
import type { LoadedCompose } from './load-compose.js';
import type { LoadedService } from './load-service.js';

interface Around {
  readonly recipe: Recipe;
  readonly app: App;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Adds what abra adds to the service `app`: its labels, and every variable of the app that the compose file does not
 * set itself (abra-facts.ts). Without a service of that name: a notice.
 */
export function addAbraWords(
  compose: LoadedCompose,
  around: Around,
): { readonly compose: LoadedCompose; readonly notices: readonly string[] } {
  const service = compose.services['app'];
  if (!service) {
    const says = `${around.recipe.name} has no service app: abra's labels and the app's variables have no place in it`;
    return { compose, notices: [says] };
  }
  const app = { ...service, deploy: labelled(service, around), environment: exposed(service, around.env) };
  return { compose: { ...compose, services: { ...compose.services, app } }, notices: [] };
}

function labelled(service: LoadedService, { recipe, app }: Around): NonNullable<LoadedService['deploy']> {
  const prefix = `coop-cloud.${app.stack}`;
  const before = service.deploy?.labels ?? {};
  const chaos = isChaos(recipe, app);
  const version = deployedVersion(recipe, app);
  const labels = {
    ...before,
    [`${prefix}.recipe`]: recipe.name,
    [`${prefix}.chaos`]: String(chaos),
    ...(chaos ? { [`${prefix}.chaos-version`]: version } : {}),
    [`${prefix}.version`]: chaos ? (before[`${prefix}.version`] ?? '') : version,
  };
  return { ...service.deploy, labels };
}

function exposed(service: LoadedService, env: Around['env']): NonNullable<LoadedService['environment']> {
  return { ...env, ...service.environment };
}
