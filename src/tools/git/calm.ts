/**
 * No hooks; nothing that goes on after git has ended; no way to run a program as an address; no bare repository that somebody put
 * into a work tree.
 */
export const safe = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'protocol.ext.allow=never',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'gc.auto=0',
  'gc.autoDetach=false',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

export const calm = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  // What a commit says is what its objects say: nothing takes their place (git-replace(1), grafts).
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null/none',
  // A repository that left objects away would have git fetch them, by whatever it calls its remote.
  GIT_NO_LAZY_FETCH: '1',
};

/** What git hands to hooks; tend run by a hook must not work on that repository. */
export const ofAnotherRepo = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_PREFIX: undefined,
  GIT_COMMON_DIR: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
  GIT_QUARANTINE_PATH: undefined,
  GIT_NAMESPACE: undefined,
  GIT_CONFIG: undefined,
};

/** What works in one repository reaches no other one. */
export const nobodyElse = { GIT_ALLOW_PROTOCOL: 'none' };
