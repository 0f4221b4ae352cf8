import { emitAdapter } from './emit-adapter.js'
import { emitFactory } from './emit-factory.js'
import type { Home } from './emit-imports.js'
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
  home: Home = 'repository',
): Promise<GeneratedFiles> {
  const model = modelOf(id, document, overlay, sources)
  const files = { 'adapter.ts': emitAdapter(model, home), 'paths.ts': await emitTypes(model, home) }
  // In a project of its own an adapter has its factory beside it, and nobody to check bodies against zod.
  return home === 'package'
    ? { ...files, 'index.ts': emitFactory(model, home) }
    : { ...files, 'schemas.ts': emitSchemas(model) }
}
