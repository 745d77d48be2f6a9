import { forEachChild, parse, type Assignment, type Command, type Statement, type SyntaxNode, type Word } from 'unbash';
import type { LineNotice } from '../model/recipe.js';
import { boundedVariables, type BoundedVariables } from './bounded-variables.js';
import { expandShellWord } from './expand-shell-word.js';

/** Exports of a shell script, and what could not be told without running it. */
export interface Exports {
  readonly values: Readonly<Record<string, string>>;
  readonly notices: readonly LineNotice[];
}

/** What the script has set so far, read from top to bottom. */
interface Scope {
  readonly file: string;
  /** Where each line begins. */
  readonly lines: readonly number[];
  readonly bounds: BoundedVariables;
  readonly known: Map<string, string>;
  readonly exported: Set<string>;
  readonly notices: LineNotice[];
}

/**
 * Top-level exports of an abra.sh whose values stand there plainly: text, quoted or not, and variables set above.
 * The script is parsed, never run. An export that would need running (`$(…)`, an `if`, a variable from elsewhere)
 * is left out and named in a notice; functions are another matter and are passed over. Throws RECIPE_INVALID, with `file`
 * and line, where values grow without end.
 */
export function parseExports(source: string, file = 'abra.sh'): Exports {
  const script = parse(source);
  const seen = { known: new Map(), exported: new Set<string>(), notices: [] };
  const scope: Scope = { file, lines: lineStarts(source), bounds: boundedVariables(), ...seen };
  followStatements(script.commands, scope);
  const [error] = script.errors ?? [];
  if (error) tell('this is no shell script that tend can read', error.pos, scope);
  const values = [...scope.exported].flatMap((name) => {
    const value = scope.known.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { values: Object.fromEntries(values), notices: scope.notices };
}

function followStatements(statements: readonly Statement[], scope: Scope): void {
  for (const statement of statements) {
    if (statement.background) noticeExports(statement, scope);
    else followNode(statement.command, scope);
  }
}

function followNode(node: Statement['command'], scope: Scope): void {
  if (node.type === 'Command') return followCommand(node, scope);
  if (node.type === 'BraceGroup') return followStatements(node.body.commands, scope);
  if (node.type === 'AndOr') return followChain(node.commands, node.operators, scope);
  // What happens in a function, a sub-shell or a pipeline does not reach the environment.
  if (node.type === 'Function' || node.type === 'Subshell' || node.type === 'Pipeline') return;
  noticeExports(node, scope);
}

/** `export A=1 && export B=2`: as long as nothing but exports stands before it, a command surely runs. */
function followChain(commands: readonly Statement['command'][], operators: readonly string[], scope: Scope): void {
  const unsure = commands.findIndex((node, index) => !isExport(node) || operators[index] === '||');
  const sure = unsure === -1 ? commands.length : unsure + 1;
  for (const [index, node] of commands.entries()) {
    if (index < sure) followNode(node, scope);
    else noticeExports(node, scope);
  }
}

function followCommand(command: Command, scope: Scope): void {
  if (!command.name) {
    for (const each of command.prefix) if (each.type === 'Assignment') assign(each, expanded(each, scope.known), scope);
  } else if (command.name.value === 'unset') {
    for (const each of command.args) forget(each.type === 'Word' ? each.value : each.name, scope);
  } else if (command.name.value === 'source' || command.name.value === '.') {
    tell(`it reads another script, whose exports tend does not see`, command.pos, scope);
  } else if (isExport(command)) {
    // A command's words are expanded before it runs: in `export A=1 B=$A` B has the former A.
    const words = command.args.map((each) => ({ each, text: expanded(each, scope.known) }));
    for (const { each, text } of words) exportOne(each, text, scope);
  }
}

/** What stands behind `=`, or the whole word where it is quoted; undefined where that needs running. */
function expanded(argument: Word | Assignment, known: ReadonlyMap<string, string>): string | undefined {
  if (argument.type === 'Word') return expandShellWord(argument, known);
  const { value, index } = argument;
  return value.type === 'Word' && !index ? expandShellWord(value, known) : undefined;
}

function exportOne(argument: Word | Assignment, text: string | undefined, scope: Scope): void {
  if (argument.type === 'Word' && argument.value.startsWith('-')) return;
  const name = argument.type === 'Word' ? (/^\w+/.exec(argument.value)?.[0] ?? '') : argument.name;
  scope.exported.add(name);
  if (argument.type === 'Assignment') return assign(argument, text, scope);
  const quoted = /^(\w+)=([^]*)$/.exec(text ?? '');
  if (quoted?.[2] !== undefined) set({ name, value: quoted[2], pos: argument.pos }, scope);
  else if (!scope.known.has(name) || argument.value !== name) leaveOut(name, argument.pos, scope);
}

function assign(assignment: Assignment, text: string | undefined, scope: Scope): void {
  const { name, append } = assignment;
  const start = append ? scope.known.get(name) : '';
  if (text !== undefined && start !== undefined) set({ name, value: start + text, pos: assignment.pos }, scope);
  else leaveOut(name, assignment.pos, scope);
}

function set({ name, value, pos }: { name: string; value: string; pos: number }, scope: Scope): void {
  scope.bounds.check(name, value, { file: scope.file, line: lineAt(scope.lines, pos) });
  scope.known.set(name, value);
}

/** Only what is exported matters to people; another variable just is not known any more. */
function leaveOut(name: string, pos: number, scope: Scope): void {
  scope.known.delete(name);
  if (scope.exported.has(name))
    tell(
      `${name} is known only by running the script, which tend never does; set ${name} in the app's env`,
      pos,
      scope,
    );
}

function forget(name: string, scope: Scope): void {
  scope.known.delete(name);
  scope.exported.delete(name);
}

/** Exports and assignments that happen only sometimes. */
function noticeExports(node: SyntaxNode, scope: Scope): void {
  if (node.type === 'Function' || node.type === 'Subshell') return;
  if (node.type === 'Assignment') leaveOut(node.name, node.pos, scope);
  if (node.type === 'Command' && isExport(node)) {
    for (const each of node.args) {
      const name = /^\w+/.exec(each.type === 'Word' ? each.value : each.name)?.[0];
      if (name) scope.exported.add(name);
      if (name && each.type === 'Word') leaveOut(name, each.pos, scope);
    }
  }
  forEachChild(node, (child) => noticeExports(child, scope));
}

function isExport(node: SyntaxNode): node is Command {
  if (node.type !== 'Command') return false;
  const [first] = node.args;
  const name = node.name?.value;
  if (name === 'export') return !(first?.type === 'Word' && /^-\w*[nfp]/.test(first.value));
  return (name === 'declare' || name === 'typeset') && first?.type === 'Word' && /^-\w*x/.test(first.value);
}

function tell(says: string, pos: number, scope: Scope): void {
  scope.notices.push({ file: 'abra.sh', line: lineAt(scope.lines, pos), says });
}

function lineStarts(source: string): number[] {
  return [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function lineAt(starts: readonly number[], pos: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= pos) low = middle;
    else high = middle;
  }
  return low + 1;
}
