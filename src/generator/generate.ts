import { emitAdapter } from './emit-adapter.js'
import { emitSchemas } from './emit-schemas.js'
import { emitTypes } from './emit-types.js'
import type { JsonObject } from './json.js'
import { modelOf } from './model-of.js'
import type { Sources } from './model.js'

/** File names and contents of `src/generated/<id>/`. */
export type GeneratedFiles = Readonly<Record<string, string>>

/**
 * From a document and its overlay to source text. Pure: the same input gives the same bytes.
 *
 * Throws as `modelOf` does.
 */
export async function generate(
  id: string,
  document: JsonObject,
  overlay: JsonObject,
  sources: Sources,
): Promise<GeneratedFiles> {
  const model = modelOf(id, document, overlay, sources)
  return {
    'adapter.ts': emitAdapter(model),
    'paths.ts': await emitTypes(model),
    'schemas.ts': emitSchemas(model),
  }
}
