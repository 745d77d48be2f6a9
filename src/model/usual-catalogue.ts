/** Where recipes that are named by name alone come from unless a manifest says otherwise. */
export const usualCatalogue = 'https://git.coopcloud.tech/coop-cloud';

/** What that place holds, as one file; a folder of a forge cannot be listed without its programming interface. */
export const usualCatalogueList = 'https://recipes.coopcloud.tech/recipes.json';
