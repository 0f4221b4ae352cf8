import { posix } from 'node:path'
import { annotationKey } from '../annotations.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { keepPaths, matcherOf } from '../keep.js'
import { entries, names } from '../model.js'
import { referencesIn } from '../references.js'
import { bundle, type Mount } from './bundle.js'
import { asOpenApi3, requireOpenApi } from './dialect.js'
import { pointerOf } from './pointers.js'
import type { Texts } from './texts.js'

/** A vendor's document as one of OpenAPI 3, cut to the paths that are kept, and where its parts were read. */
export interface LoadedContract {
  readonly document: JsonObject
  readonly mounts: readonly Mount[]
}

export interface Cut {
  /** The paths to keep, with `*` for any text; all of them by default. */
  readonly keep?: readonly string[] | undefined
  /** What refers to components as well, such as the updates of an overlay. */
  readonly beside?: JsonValue | undefined
}

/**
 * Reads a document of OpenAPI 3.0 to 3.2 or Swagger 2.0, in YAML or JSON, in one file or several. It is cut before anything else:
 * of a large document only what is used is followed, converted and copied.
 *
 * Throws a `GenerationError` or an `UnreadableError`, each of one line.
 */
export async function loadContract(
  file: string,
  texts: Texts,
  { keep, beside }: Cut = {},
): Promise<LoadedContract> {
  const place = texts.isRemote(file) ? file : posix.normalize(file)
  const whole = await texts.load(place)
  requireOpenApi(whole, file)
  const cut = keep === undefined ? whole : withPaths(whole, keep)
  const roots = [
    ...entries(cut['paths']).map(([path]) => pointerOf(['paths', path])),
    ...localReferences(beside),
  ]
  const mounts = await bundle(cut, place, texts, roots)
  const document = asOpenApi3(cut)
  return { document: keep === undefined ? document : keepPaths(document, keep, beside), mounts }
}

/** The `keep` of an overlay, before it is applied; undefined where it says none, which is complained of when it is. */
export function keepIn({ actions }: JsonObject): readonly string[] | undefined {
  const updates = Array.isArray(actions) ? actions.filter(isJsonObject).map(({ update }) => update) : []
  const roots = updates.flatMap((update) => (isJsonObject(update) ? [update[annotationKey]] : []))
  const keep = roots.flatMap((root) => (isJsonObject(root) ? names(root['keep']) : []))
  return keep.length === 0 ? undefined : keep
}

function withPaths(document: JsonObject, keep: readonly string[]): JsonObject {
  const isKept = matcherOf(keep)
  return {
    ...document,
    paths: Object.fromEntries(entries(document['paths']).filter(([path]) => isKept(path))),
  }
}

function localReferences(beside: JsonValue | undefined): string[] {
  const all = beside === undefined ? [] : referencesIn(beside)
  return all.filter((reference) => reference.startsWith('#/')).map((reference) => reference.slice(1))
}
