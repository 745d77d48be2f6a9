import type { RecordedStep } from '../model/record.js';
import type { App } from '../model/region.js';
import type { Held, SecretToMake } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/**
 * Secrets that cannot be made, or should not be: a new database password beside an old volume locks people out.
 */
export function holdMissingSecrets(context: HoldContext): Held | undefined {
  const { app } = context.wanted;
  const { step } = context;
  const byHand = step.secrets.filter((secret) => secret.make.kind === 'missing');
  if (byHand.length > 0) return secretsByHand(app.name, byHand);
  // A shared one is between apps and has nothing to do with the data of this one.
  const made = step.secrets.filter(({ make }) => make.kind === 'generate' && !make.shared);
  const where = made.length === 0 ? undefined : whereItHasData(context);
  if (where === undefined) return undefined;
  return {
    reason: 'secret-missing',
    says: `${app.name} ${where}, but not its ${names(made)}: new ones may lock it out of its data`,
    release: [
      { label: 'set the old value', command: `tend app secret set ${app.name} ${made[0]?.key ?? ''}` },
      { label: 'make new ones', command: `tend apply --app ${app.name} --new-secrets` },
    ],
  };
}

/** A node lists its own volumes only; those of a swarm of several may be on any of them. */
function whereItHasData({ input, wanted: { app, rendered }, node, running }: HoldContext): string | undefined {
  const { volumes } = rendered.specs;
  const volume = node.volumes.find((seen) => volumes.includes(seen.name));
  if (volume) return `has data on ${app.node} (${volume.name})`;
  if (volumes.length === 0 || node.swarm.nodes.length < 2) return undefined;
  const hasRun = running.services.length > 0 || input.record.history.some((step) => mayHaveRun(step, app));
  return hasRun ? `may have data on another node of the swarm of ${app.node}` : undefined;
}

function mayHaveRun({ app, node, outcome }: RecordedStep, wanted: App): boolean {
  const isHere = app === wanted.name && node === wanted.node;
  return isHere && outcome?.result !== 'aborted' && outcome?.observed?.services.length !== 0;
}

function secretsByHand(app: string, missing: readonly SecretToMake[]): Held {
  return {
    reason: 'secret-missing',
    says: `${app} needs ${names(missing)}, which only a person can give`,
    release: [
      { label: 'set it', command: `tend app secret set ${app} ${missing[0]?.key ?? ''}` },
      {
        label: 'say where it comes from',
        command: `secrets: { ${missing[0]?.key ?? ''}: { from: env:NAME } } in the manifest`,
      },
    ],
  };
}

function names(secrets: readonly SecretToMake[]): string {
  return `secret${secrets.length === 1 ? '' : 's'} ${secrets.map((secret) => secret.name).join(', ')}`;
}
