import type { ImageRecipe } from './image-recipe.js';
import { makeGitImage } from './images/make-git-image.js';
import { makeNginxImage } from './images/make-nginx-image.js';
import { makePostgresImage } from './images/make-postgres-image.js';
import { makeRadicaleImage } from './images/make-radicale-image.js';
import { makeRedmineImage } from './images/make-redmine-image.js';
import { makeTraefikImage } from './images/make-traefik-image.js';

/** The images that the demo's recipes name, made from Debian packages where Docker Hub cannot be reached. */
export const demoImages: readonly ImageRecipe[] = [
  makeTraefikImage('v3.5.3'),
  makeTraefikImage('v3.6.2'),
  makeNginxImage('1.26.3-alpine'),
  makeNginxImage('1.28.0-alpine'),
  makeGitImage('2.45.2'),
  makePostgresImage('15.20-bookworm'),
  makeRedmineImage('5.0.9-bookworm'),
  makeRedmineImage('5.0.12-bookworm'),
  makeRadicaleImage('3.5.5.0'),
  makeRadicaleImage('3.6.0.0'),
];
