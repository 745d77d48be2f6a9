import { Args } from '@oclif/core';
import { recipeFlags, recipeSearch } from '../../cli/recipe-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { showVersions } from '../../show/show-versions.js';
import { listVersions } from '../../workflows/recipe/list-versions.js';

export default class RecipeVersionsCommand extends TendCommand {
  static override summary = 'The versions of a recipe, newest first';
  static override examples = ['<%= config.bin %> recipe versions dokuwiki'];
  static override args = {
    recipe: Args.string({ required: true, description: 'a name in the catalogue, a git URL, or a path' }),
  };
  static override flags = recipeFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(RecipeVersionsCommand);
    const recipe = await listVersions(this.tools(), args.recipe, recipeSearch(flags));
    this.show(showVersions, recipe);
    return { version: 1, recipe };
  }
}
