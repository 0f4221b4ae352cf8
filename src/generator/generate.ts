import { annotationKey } from './annotations.js'
import { buildModel } from './build-model.js'
import { checkBodies } from './check-bodies.js'
import { emitAdapter } from './emit-adapter.js'
import { emitFactory } from './emit-factory.js'
import type { Home } from './emit-imports.js'
import { emitSchemas } from './emit-schemas.js'
import { emitTypes } from './emit-types.js'
import type { JsonObject } from './json.js'
import { keepPaths } from './keep.js'
import type { Sources, VendorModel } from './model.js'
import { applyOverlay } from './overlay.js'
import { checkReferences } from './references.js'
import { refuseUnread } from './refuse-unread.js'
import { rootAnnotation } from './root-annotation.js'

/** File names and contents of `src/generated/<id>/`. */
export type GeneratedFiles = Readonly<Record<string, string>>

/**
 * From a document and its overlay to source text. Pure: the same input gives the same bytes.
 *
 * Throws a `GenerationError` of one line for a dangling `$ref`, an annotation on a field that is not there or that nothing
 * reads, two fields that claim one meaning, an unknown codec, and whatever else cannot be understood.
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

/** A document and its overlay, understood. Throws as `generate` does. */
export function modelOf(
  id: string,
  document: JsonObject,
  overlay: JsonObject,
  sources: Sources,
): VendorModel {
  const annotated = applyOverlay(document, overlay, sources.overlay)
  const { keep } = rootAnnotation(sources.overlay, annotated[annotationKey])
  const cut = keepPaths(annotated, keep)
  checkReferences(cut, sources.document)
  checkBodies({ document: cut, sources })
  const model = buildModel(id, cut, sources)
  refuseUnread(annotated, model)
  return model
}
