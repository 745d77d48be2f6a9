import { effectOf } from '../../model/step-kinds.js';
import type { SecretToMake, Step } from '../../model/step.js';
import type { AbraHand } from './abra-hand.js';

/** Never a question (7), never the internet's DNS (8), never another version of the recipe than this clone has. */
const always = ['--no-input', '--offline'];

/**
 * The words that roll a step out. The version is always named (trap 3); `deploy` over what runs needs --force (trap 4);
 * upgrade and rollback are taken where abra knows both versions, because recipes may have commands of their own for them.
 */
export function rolloutCommand(
  step: Pick<Step, 'kind' | 'recipe'>,
  { domain, chaos, versions }: Pick<AbraHand, 'domain' | 'chaos' | 'versions'>,
): string[] {
  const words = { upgrade: 'upgrade', downgrade: 'rollback' }[step.kind as string];
  const { from, to } = step.recipe;
  const end = ['--no-domain-checks', ...always];
  if (chaos) return ['app', 'deploy', domain, '--chaos', '--force', ...end];
  if (words !== undefined && from !== undefined && versions.includes(from)) return ['app', words, domain, to, ...end];
  return ['app', 'deploy', domain, to, ...(effectOf(step) === 'comes' ? [] : ['--force']), ...end];
}

export function undeployCommand(domain: string): string[] {
  return ['app', 'undeploy', domain, ...always];
}

/** The value comes as a pipe: `secret insert DOMAIN NAME VERSION FILE --file`. */
export function insertCommand({ stack }: Pick<Step, 'stack'>, { name }: SecretToMake, domain: string): string[] {
  const end = name.lastIndexOf('_');
  const [key, version] = [name.slice(stack.length + 1, end), name.slice(end + 1)];
  return ['app', 'secret', 'insert', domain, key, version, '/dev/stdin', '--file', ...always];
}
