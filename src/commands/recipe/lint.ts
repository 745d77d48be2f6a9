import { Args } from '@oclif/core';
import { recipeFlags, recipeSearch } from '../../cli/recipe-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showFindings } from '../../show/show-findings.js';
import { lintOneRecipe } from '../../workflows/recipe/lint-one-recipe.js';

export default class RecipeLintCommand extends TendCommand {
  static override summary = 'What is wrong with a recipe, or might be: abra’s rules and ours';
  static override description =
    'Exit status 0 with warnings, 2 with errors. In a folder it looks at the newest commit, elsewhere at the newest version.';
  static override examples = [
    '<%= config.bin %> recipe lint .',
    '<%= config.bin %> recipe lint dokuwiki',
    '<%= config.bin %> recipe lint https://git.example.org/recipes/wiki.git 1.2.0 --json',
  ];
  static override args = {
    recipe: Args.string({ required: true, description: 'a path, a git URL, or a name in the catalogue' }),
    version: Args.string({ description: 'a version, the first part of one, or a commit' }),
  };
  static override flags = recipeFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(RecipeLintCommand);
    const { version, ...what } = args;
    const lint = await lintOneRecipe(this.tools(), { ...what, ...given({ version }) }, recipeSearch(flags));
    this.showWhole(showFindings, lint, this.paint());
    if (lint.findings.some(({ level }) => level === 'error')) this.endWith(2);
    return { version: 1, lint };
  }
}
