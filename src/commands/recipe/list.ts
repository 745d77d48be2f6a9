import { Args, Flags } from '@oclif/core';
import { recipeFlags, recipeSearch } from '../../cli/recipe-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showCatalogue } from '../../show/show-catalogue.js';
import { listCatalogue } from '../../workflows/recipe/list-catalogue.js';

export default class RecipeListCommand extends TendCommand {
  static override summary = 'The recipes of the catalogue';
  static override examples = ['<%= config.bin %> recipe list', '<%= config.bin %> recipe list wiki --offline'];
  static override args = {
    word: Args.string({ description: 'only those with this word in name, category or description' }),
  };
  static override flags = {
    ...recipeFlags,
    refresh: Flags.boolean({ description: 'read the catalogue anew, however young the one in the cache is' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(RecipeListCommand);
    const tools = this.tools();
    const catalogue = await listCatalogue(tools, recipeSearch(flags), {
      fresh: flags.refresh,
      offline: flags.offline,
      ...given({ word: args.word }),
    });
    this.show(showCatalogue, catalogue, tools.clock.now(), args.word);
    return { version: 1, ...catalogue };
  }
}
