import type { Finding } from '../../model/lint.js';
import { abraRules } from '../abra-rules.js';
import { abraFinding, ownFinding } from '../finding.js';
import { lineOf } from '../line-of.js';
import { mappingAt, type ComposeText, type LintInput, type Mapping } from '../lint-input.js';

/** A service app that traefik finds; each service with a health check and a way back from a bad update. */
export function checkServices(input: LintInput): Finding[] {
  const defined = input.compose.flatMap((file) =>
    Object.entries(mappingAt(file.content, 'services'))
      .filter(([, service]) => mappingAt(service)['image'] !== undefined)
      .map(([name]) => ({ file, name, said: saidOf(input.compose, name) })),
  );
  return [
    ...checkVersions(input.compose),
    ...checkApp(input.compose),
    ...defined.flatMap(({ file, name, said }) => [
      ...(said.some((service) => service['healthcheck'] !== undefined) ? [] : [noHealthcheck(file, name)]),
      ...(said.some((service) => failureAction(service) !== undefined) ? [] : [noWayBack(file, name)]),
    ]),
  ];
}

/** What the recipe's files say of one service. */
function saidOf(compose: readonly ComposeText[], name: string): Mapping[] {
  return compose.map(({ content }) => mappingAt(content, 'services', name));
}

function checkVersions(compose: readonly ComposeText[]): Finding[] {
  const odd = compose.filter(({ content }) => content && content['version'] !== '3.8');
  return odd.map((file) =>
    abraFinding(abraRules.composeVersion, {
      file: file.file,
      line: lineOf(file, 'version'),
      says: 'abra wants version: "3.8"',
      tryThis: 'write version: "3.8" at the top of every compose file',
    }),
  );
}

function checkApp(compose: readonly ComposeText[]): Finding[] {
  const file = compose.find(({ file }) => file === 'compose.yml');
  if (!file?.content) return [];
  const at = { file: file.file, line: lineOf(file, 'services', 'app') };
  const app = mappingAt(file.content, 'services')['app'];
  if (app === undefined)
    return [
      abraFinding(abraRules.appService, {
        ...at,
        says: 'there is no service app, on which abra puts its labels and the variables of .env',
        tryThis: 'name the main service app',
      }),
    ];
  const labels = compose.flatMap(({ content }) => labelsOf(mappingAt(content, 'services', 'app', 'deploy')['labels']));
  if (labels.some((label) => label.startsWith('traefik.enable'))) return [];
  return [
    abraFinding(abraRules.traefik, {
      ...at,
      says: 'no label traefik.enable on app: nobody reaches it from outside',
      tryThis: 'add "traefik.enable=true" to deploy.labels of app, unless that is meant',
    }),
  ];
}

function labelsOf(labels: unknown): string[] {
  return Array.isArray(labels) ? labels.map(String) : Object.keys(mappingAt(labels));
}

function failureAction(service: Mapping): unknown {
  return mappingAt(service, 'deploy', 'update_config')['failure_action'];
}

function noHealthcheck(file: ComposeText, name: string): Finding {
  return abraFinding(abraRules.healthcheck, {
    file: file.file,
    line: lineOf(file, 'services', name),
    says: `service ${name} has no health check: an update counts as done as soon as its process runs`,
    tryThis: `add healthcheck: to services.${name} (test: ["NONE"] says that it needs none)`,
  });
}

function noWayBack(file: ComposeText, name: string): Finding {
  return ownFinding('update-failure', 'warning', {
    file: file.file,
    line: lineOf(file, 'services', name, 'deploy'),
    says: `service ${name} does not say what happens when an update fails: docker pauses, and it may stay down`,
    tryThis: `deploy: { update_config: { failure_action: rollback } } at services.${name}`,
  });
}
