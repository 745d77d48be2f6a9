/** What somebody means by words of another tool, and what does it here. */
export interface ForeignWords {
  /** As people type them, without arguments. */
  readonly words: string;
  /** The command that does it here; `APP`, `VERSION`, `NAME` and `NODE` stand for what was typed behind the words, in their order. */
  readonly command?: string;
  /** Where no command of ours does it: what does. */
  readonly says?: string;
}

const undeploy = {
  command: 'tend apply --app APP --remove APP',
  says: 'write state: absent at the app in the manifest first; its data stays',
};
const exec = { says: 'tend opens no shell in a container: docker exec -it CONTAINER sh does, on the node over ssh' };
const restart = {
  says: 'tend restarts nothing by itself: docker service update --force SERVICE does, on the node over ssh',
};
const logs = { command: 'tend app logs APP' };
const ps = { command: 'tend app ps APP' };
const deploy = { command: 'tend apply --app APP' };
const rollback = { command: 'tend upgrade APP VERSION --downgrade' };
const diff = { command: 'tend plan' };
const list = { command: 'tend status' };
const setSecret = { command: 'tend app secret set APP NAME' };
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
  { words: 'stack ps', ...ps },
  { words: 'service ps', ...ps },
  { words: 'service logs', ...logs },
  { words: 'deploy', ...deploy },
  { words: 'app deploy', ...deploy },
  { words: 'stack deploy', ...deploy },
  { words: 'up', ...deploy },
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
  { words: 'exec', ...exec },
  { words: 'run', ...exec },
  { words: 'shell', ...exec },
  { words: 'app run', ...exec },
  { words: 'app exec', ...exec },
  { words: 'undeploy', ...undeploy },
  { words: 'app undeploy', ...undeploy },
  { words: 'down', ...undeploy },
  { words: 'rm', ...undeploy },
  { words: 'remove', ...undeploy },
  { words: 'stop', ...undeploy },
  { words: 'stack rm', ...undeploy },
  { words: 'app rm', ...undeploy },
  { words: 'app remove', ...undeploy },
  { words: 'diff', ...diff },
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
  {
    words: 'app new',
    says: 'a new app is written into region.yml or apps/NAME.yml: recipe, version, node; then: tend plan',
  },
  { words: 'app config', ...config },
  { words: 'app env', ...config },
  { words: 'env', ...config },
  { words: 'config', ...config },
  { words: 'app cmd', ...cmd },
  { words: 'cmd', ...cmd },
  { words: 'app backup', ...backups },
  { words: 'app restore', ...backups },
  { words: 'app volume', says: 'docker volume ls does, on the node over ssh; tend removes none' },
  { words: 'secret', ...setSecret },
  { words: 'secrets', ...setSecret },
  { words: 'secret insert', ...setSecret },
  { words: 'secret set', ...setSecret },
  { words: 'secret create', ...setSecret },
  { words: 'app secret insert', ...setSecret },
  { words: 'secret generate', ...deploy },
  { words: 'app secret generate', ...deploy },
  { words: 'secret ls', ...ps },
  { words: 'app secret list', says: 'which secrets an app has stands in its recipe: tend recipe show RECIPE' },
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
  { words: 'recipe fetch', says: 'recipes are fetched when they are needed: tend recipe show RECIPE' },
  { words: 'recipe new', says: 'tend makes no recipes: abra recipe new does' },
  { words: 'setup', command: 'tend init NAME --domain DOMAIN' },
  { words: 'version', command: 'tend --version' },
];
