import type { ValueSchema } from './field-schema.js';

/** A query parameter as the API's description tells of it; what is read is exactly what is described. */
export interface ApiParameter {
  readonly name: string;
  readonly description: string;
  readonly schema: ValueSchema;
  /** Absent: written as a list without brackets, or as it is. */
  readonly style?: 'form';
  readonly explode?: false;
}
