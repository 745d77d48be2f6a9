import type { AppName } from '../model/brand.js';
import type { SharedSecret } from '../model/region.js';
import type { Held, SecretToMake, Step } from '../model/step.js';

/**
 * A shared secret has one value in several apps, and a swarm gives no value back: it can only be made for all of them in
 * one run. So a step that would make it waits where another app has it already, or gets it not in this run.
 */
export function holdSharedSecrets(steps: readonly Step[]): Step[] {
  let held = [...steps];
  // A step that waits now may be the one that another step's secret needs.
  for (;;) {
    const next = held.map((step) => holdOne(step, held));
    if (next.every((step, at) => step === held[at])) return next;
    held = next;
  }
}

function holdOne(step: Step, steps: readonly Step[]): Step {
  if (step.held.some(({ reason }) => reason === 'secret-shared')) return step;
  const found = step.secrets.flatMap((secret) => {
    const held = whyNot(step, secret, steps);
    return held ? [held] : [];
  });
  return found.length === 0 ? step : { ...step, held: [...step.held, ...found] };
}

function whyNot(step: Step, secret: SecretToMake, steps: readonly Step[]): Held | undefined {
  const shared = secret.make.kind === 'generate' ? secret.make.shared : undefined;
  const others = (shared?.members ?? []).filter(({ app }) => app !== step.app);
  for (const { app, key } of shared ? others : []) {
    const other = steps.find((one) => one.app === app);
    const makes = other?.secrets.some((one) => one.make.kind === 'generate' && one.make.shared?.id === shared?.id);
    if (shared && (!other || !makes))
      return notTogether({ step, secret, shared }, { app, key, isPlanned: other !== undefined });
    // Who waits already keeps its own reason: two steps that only wait for each other would tell nobody why.
    if (shared && other && other.held.length > 0 && step.held.length === 0)
      return waitsFor({ step, secret, shared }, app);
  }
  return undefined;
}

interface Waiting {
  readonly step: Step;
  readonly secret: SecretToMake;
  readonly shared: SharedSecret;
}

function notTogether(
  { step, secret, shared }: Waiting,
  other: { readonly app: AppName; readonly key: string; readonly isPlanned: boolean },
): Held {
  const all = [...new Set(shared.members.map(({ app }) => app))];
  const about = other.isPlanned
    ? `${other.app} has its own (${other.key}) already, and a swarm gives no value back`
    : `${other.app} has its own (${other.key}) already, or is not part of this plan`;
  return {
    reason: 'secret-shared',
    says: `${step.app} needs the secret ${secret.key} with the same value as ${other.app}: ${about}`,
    release: [
      { label: 'plan them together', command: `tend plan ${all.map((app) => `--app ${app}`).join(' ')}` },
      { label: 'make new for all', command: `a higher version at ${shared.rule} in region.yml` },
      { label: 'give the old value', command: `tend app secret set ${step.app} ${secret.key}` },
    ],
  };
}

function waitsFor({ step, secret }: Waiting, app: AppName): Held {
  return {
    reason: 'secret-shared',
    says: `${step.app} gets the secret ${secret.key} together with ${app}, which is held`,
    release: [
      { label: 'look why', command: `tend plan --app ${app} --app ${step.app}` },
      { label: 'give a value by hand', command: `tend app secret set ${step.app} ${secret.key}` },
    ],
  };
}
