import { KnownError } from '../../model/known-error.js';
import type { ObservedService } from '../../model/observation.js';
import type { RenderedSecret } from '../../model/prepared.js';
import type { App } from '../../model/region.js';
import { shortName } from '../../model/short-name.js';
import { waysOn } from '../../model/ways-on.js';
import { mountedSecrets } from './find-mounted-secret.js';

interface NotMounted {
  readonly services: readonly ObservedService[];
  readonly rendered: readonly RenderedSecret[];
  readonly wanted: string;
}

/** A secret that no service of the app uses on its node. */
export function notMounted(app: App, { services, rendered, wanted }: NotMounted): KnownError {
  if (services.length === 0)
    return new KnownError('USAGE', `${app.name} is not deployed on ${app.node}: a secret is read where its app runs`, {
      tryThis: [`tend plan --app ${app.name}`],
    });
  const names = mountedSecrets({ services });
  const keys = names.map((name) => rendered.find((one) => one.name === name)?.key ?? shortName(name, app.stack));
  return new KnownError('USAGE', `${app.name} uses no secret ${wanted} on ${app.node}`, {
    details: [`it uses: ${keys.join(', ') || 'none'}`],
    tryThis: waysOn(
      keys.slice(0, 5).map((key) => `tend app secret show ${app.name} ${key} --why "REASON"`),
      'see whether another app was meant: tend status',
    ),
  });
}

/** A secret that is used, but by no container that the node's Docker can reach. */
export function noContainer(app: App, name: string): KnownError {
  const secret = shortName(name, app.stack);
  return new KnownError('STEP_FAILED', `${app.name}: no container that runs on ${app.node} has the secret ${secret}`, {
    tryThis: [
      `see what runs, and on which server: tend app ps ${app.name}`,
      `on another server of the swarm, as root: docker exec CONTAINER cat /run/secrets/NAME`,
    ],
  });
}
