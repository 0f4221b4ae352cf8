import type * as OpenapiTypescript from 'openapi-typescript'
import type ts from 'typescript'

/**
 * The two packages that write the types of a document. They are handed in, since they are too large to be a part of the command
 * line: it takes those of the project in which it runs.
 */
export interface TypeTools {
  readonly openapi: Pick<typeof OpenapiTypescript, 'default' | 'astToString'>
  readonly ts: typeof ts
}

/** Those that are installed beside keymux. */
export async function ownTypeTools(): Promise<TypeTools> {
  const [openapi, typescript] = await Promise.all([import('openapi-typescript'), import('typescript')])
  return { openapi, ts: typescript.default }
}
