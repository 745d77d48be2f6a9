/** What somebody means by words of another tool, and what does it here. */
export interface ForeignWords {
  /** As people type them, without arguments. */
  readonly words: string;
  /** The command that does it here; `APP`, `VERSION`, `NAME`, `NODE` and `RECIPE` stand for what was typed behind the words, in their order. */
  readonly command?: string;
  /** The command where nothing was typed behind the words: for the whole region. */
  readonly alone?: string;
  /** Where no command of ours does it: what does. */
  readonly says?: string;
}

const undeploy = {
  command: 'tend apply --app APP --remove APP',
  says: 'write state: absent at the app in the manifest first; its data stays',
};
const newApp = {
  says: 'a new app is written into region.yml or apps/NAME.yml: recipe, version, node; then: tend plan',
};
const exec = { says: 'tend opens no shell in a container: docker exec -it CONTAINER sh does, on the node over ssh' };
const restart = {
  says: 'tend restarts nothing by itself: docker service update --force SERVICE does, on the node over ssh',
};
const logs = { command: 'tend app logs APP' };
const ps = { command: 'tend app ps APP' };
const deploy = { command: 'tend apply --app APP', alone: 'tend apply' };
const rollback = { command: 'tend upgrade APP VERSION --downgrade' };
const diff = { command: 'tend plan --app APP', alone: 'tend plan' };
const list = { command: 'tend status' };
const setSecret = { command: 'tend app secret set APP NAME' };
const listSecrets = { says: 'which secrets an app has stands in its recipe: tend recipe show RECIPE' };
const removeSecret = {
  says: 'tend removes no secret; version: v2 at the secret in the manifest makes a new one in its place: tend plan',
};
const volumes = { says: 'docker volume ls does, on the node over ssh; tend removes none' };
const cmd = { says: 'tend runs no functions of abra.sh: abra app cmd does, beside it' };
const config = {
  says: 'the env of an app stands in the manifest (env:), in region.yml or apps/NAME.yml; then: tend plan',
};
const backups = { says: 'tend makes no backups: the recipe’s own means do, or abra app backup' };

/** Words that people bring from abra, docker, kamal and their like; the longest that fit count. */
export const foreignWords: readonly ForeignWords[] = [
  { words: 'logs', ...logs },
  { words: 'ps', ...ps },
  { words: 'app status', ...ps },
  { words: 'app services', ...ps },
  { words: 'inspect', ...ps },
  { words: 'stack ps', ...ps },
  { words: 'service ps', ...ps },
  { words: 'service logs', ...logs },
  { words: 'deploy', ...deploy },
  { words: 'app deploy', ...deploy },
  { words: 'stack deploy', ...deploy },
  { words: 'up', ...deploy },
  { words: 'start', ...deploy },
  { words: 'redeploy', ...deploy },
  { words: 'restart', ...restart },
  { words: 'reboot', ...restart },
  { words: 'app restart', ...restart },
  { words: 'app boot', ...restart },
  { words: 'rollback', ...rollback },
  { words: 'app rollback', ...rollback },
  { words: 'downgrade', ...rollback },
  { words: 'app upgrade', command: 'tend upgrade APP' },
  { words: 'update', command: 'tend upgrade APP' },
  { words: 'pull', command: 'tend apply --app APP --refresh-images', alone: 'tend apply --refresh-images' },
  { words: 'exec', ...exec },
  { words: 'run', ...exec },
  { words: 'shell', ...exec },
  { words: 'ssh', ...exec },
  { words: 'app run', ...exec },
  { words: 'app exec', ...exec },
  { words: 'undeploy', ...undeploy },
  { words: 'app undeploy', ...undeploy },
  { words: 'down', ...undeploy },
  { words: 'rm', ...undeploy },
  { words: 'remove', ...undeploy },
  { words: 'stop', ...undeploy },
  { words: 'kill', ...undeploy },
  { words: 'delete', ...undeploy },
  { words: 'destroy', ...undeploy },
  { words: 'uninstall', ...undeploy },
  { words: 'stack rm', ...undeploy },
  { words: 'app rm', ...undeploy },
  { words: 'app remove', ...undeploy },
  { words: 'diff', ...diff },
  { words: 'lint', command: 'tend recipe lint RECIPE', alone: 'tend recipe list' },
  { words: 'check', command: 'tend doctor' },
  { words: 'validate', ...diff },
  { words: 'ls', ...list },
  { words: 'list', ...list },
  { words: 'apps', ...list },
  { words: 'app list', ...list },
  { words: 'app ls', ...list },
  { words: 'app details', ...list },
  { words: 'stack ls', ...list },
  { words: 'service ls', ...list },
  { words: 'app new', ...newApp },
  { words: 'app add', ...newApp },
  { words: 'new', ...newApp },
  { words: 'add', ...newApp },
  { words: 'create', ...newApp },
  { words: 'install', ...newApp },
  { words: 'app config', ...config },
  { words: 'app env', ...config },
  { words: 'edit', ...config },
  { words: 'env', ...config },
  { words: 'config', ...config },
  { words: 'app cmd', ...cmd },
  { words: 'cmd', ...cmd },
  { words: 'app backup', ...backups },
  { words: 'app restore', ...backups },
  { words: 'app volume', ...volumes },
  { words: 'volume', ...volumes },
  { words: 'volumes', ...volumes },
  { words: 'backup', ...backups },
  { words: 'restore', ...backups },
  { words: 'secret', ...setSecret },
  { words: 'secrets', ...setSecret },
  { words: 'secret insert', ...setSecret },
  { words: 'secret show', command: 'tend app secret show APP NAME --why WORDS' },
  { words: 'secret set', ...setSecret },
  { words: 'secret create', ...setSecret },
  { words: 'app secret insert', ...setSecret },
  { words: 'secret generate', ...deploy },
  { words: 'app secret generate', ...deploy },
  { words: 'secret ls', ...listSecrets },
  { words: 'secret list', ...listSecrets },
  { words: 'app secret ls', ...listSecrets },
  { words: 'app secret list', ...listSecrets },
  { words: 'secret rm', ...removeSecret },
  { words: 'app secret rm', ...removeSecret },
  { words: 'app secret remove', ...removeSecret },
  { words: 'server', command: 'tend node list' },
  { words: 'server list', command: 'tend node list' },
  { words: 'server ls', command: 'tend node list' },
  { words: 'node ls', command: 'tend node list' },
  { words: 'server add', command: 'tend node add NODE --host HOST --user LOGIN' },
  { words: 'server remove', says: 'take the node out of nodes: in region.yml; what runs there goes on' },
  { words: 'server bootstrap', says: 'tend sets up no servers: apt install docker.io and docker swarm init do' },
  { words: 'audit', command: 'tend changelog show' },
  { words: 'history', command: 'tend changelog show' },
  { words: 'log', command: 'tend changelog show' },
  { words: 'lock status', command: 'tend lock list' },
  { words: 'lock acquire', says: 'apply takes its locks itself' },
  { words: 'recipe fetch', command: 'tend recipe show RECIPE', says: 'recipes are fetched when they are needed' },
  { words: 'recipe new', says: 'tend makes no recipes: abra recipe new does' },
  { words: 'setup', command: 'tend init NAME --domain DOMAIN' },
  { words: 'version', command: 'tend --version' },
];
