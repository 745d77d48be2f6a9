import type { Recipe } from '../../model/recipe.js';
import type { Record as LogRecord } from '../../model/record.js';
import type { App } from '../../model/region.js';
import type { WantedApp } from '../../plan/plan-input.js';

/** For a recipe of which no commit is known. */
const noCommit = '0'.repeat(40);

/** An app that is to be absent: nothing runs of it, so its recipe, which may be gone, is not read. */
export function absentApp(app: App): WantedApp {
  const specs = { stack: app.stack, services: [], networks: [], configs: [], secrets: [], volumes: [] };
  return {
    app,
    recipe: unreadRecipe(app),
    rendered: { specs: { ...specs, externalNetworks: [], externalConfigs: [] }, secrets: [], env: {}, notices: [] },
  };
}

/** The recipe's commit as the record last told it, for an app that is to be absent; others stay as they are. */
export function withRecordedCommit(wanted: WantedApp, { history }: Pick<LogRecord, 'history'>): WantedApp {
  const { app, recipe } = wanted;
  if (app.state !== 'absent' || recipe.commit !== noCommit) return wanted;
  const last = history.findLast((step) => step.app === app.name && step.node === app.node);
  return last ? { ...wanted, recipe: { ...recipe, commit: last.step.recipe.commit } } : wanted;
}

function unreadRecipe({ recipe: { name }, version }: App): Recipe {
  return {
    name,
    ...(version.kind === 'tag' ? { version: version.tag } : {}),
    commit: version.kind === 'commit' ? version.commit : noCommit,
    versions: [],
    files: new Map(),
    sample: { values: {}, secrets: {} },
    exports: {},
    notes: new Map(),
    notices: [],
  };
}
