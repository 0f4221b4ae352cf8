import { annotationKey } from './annotations.js'
import { buildModel } from './build-model.js'
import { checkBodies } from './check-bodies.js'
import type { JsonObject } from './json.js'
import { keepPaths } from './keep.js'
import type { Sources, VendorModel } from './model.js'
import { withOperationIds } from './operation-ids.js'
import { applyOverlay } from './overlay.js'
import { checkReferences } from './references.js'
import { refuseUnread } from './refuse-unread.js'
import { rootAnnotation } from './root-annotation.js'

/**
 * A document and its overlay, understood. Apart from what is emitted of it, since a mock needs this much and no compiler.
 *
 * Throws a `GenerationError` of one line for a dangling `$ref`, an annotation on a field that is not there or that nothing
 * reads, two fields that claim one meaning, an unknown codec, and whatever else cannot be understood.
 */
export function modelOf(
  id: string,
  document: JsonObject,
  overlay: JsonObject,
  sources: Sources,
): VendorModel {
  const annotated = applyOverlay(document, overlay, sources.overlay)
  const { keep } = rootAnnotation(sources.overlay, annotated[annotationKey])
  const cut = withOperationIds(keepPaths(annotated, keep))
  checkReferences(cut, sources.document)
  checkBodies({ document: cut, sources })
  const model = buildModel(id, cut, sources)
  refuseUnread(annotated, model)
  return model
}
