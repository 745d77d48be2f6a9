import { Args } from '@oclif/core';
import { recipeFlags, recipeSearch } from '../../cli/recipe-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showRecipe } from '../../show/show-recipe.js';
import { describeRecipe } from '../../workflows/recipe/describe-recipe.js';

export default class RecipeShowCommand extends TendCommand {
  static override summary = 'What a recipe offers: services, env, secrets, overlays, notes';
  static override examples = [
    '<%= config.bin %> recipe show dokuwiki',
    '<%= config.bin %> recipe show dokuwiki 1.3.0',
    '<%= config.bin %> recipe show ./recipes/dokuwiki',
  ];
  static override args = {
    recipe: Args.string({ required: true, description: 'a name in the catalogue, a git URL, or a path' }),
    version: Args.string({
      description: 'a version, the first part of one, or a commit (default: the newest version)',
    }),
  };
  static override flags = recipeFlags;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(RecipeShowCommand);
    const { version, ...what } = args;
    const recipe = await describeRecipe(this.tools(), { ...what, ...given({ version }) }, recipeSearch(flags));
    this.showWhole(showRecipe, recipe, this.paint());
    return { version: 1, recipe };
  }
}
