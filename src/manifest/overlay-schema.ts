import * as z from 'zod';

export const overlaySchema = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'is not the name of an overlay: smtp stands for compose.smtp.yml');
