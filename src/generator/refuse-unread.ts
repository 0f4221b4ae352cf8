import { sameElsewhere } from './alternatives.js'
import { annotationKey } from './annotations.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import type { OperationModel, RequestField, VendorModel } from './model.js'

/**
 * Ends the generation at an annotation that went into nothing: on a schema that no annotated operation uses, in a path that
 * is not kept, or deeper in a request than its fields. Whoever wrote it believes that it counts.
 */
export function refuseUnread(annotated: JsonObject, model: VendorModel): void {
  const read = new Set<JsonValue | undefined>([annotated[annotationKey]])
  for (const operation of model.operations.values()) {
    for (const written of readIn(annotated, operation)) read.add(written)
  }
  const visit = (node: JsonValue, at: string): void => {
    if (Array.isArray(node)) return node.forEach((item, index) => visit(item, `${at}[${index}]`))
    if (!isJsonObject(node)) return
    for (const [name, value] of Object.entries(node)) {
      if (name !== annotationKey) visit(value, at + step(name))
      else if (!read.has(value))
        throw new GenerationError(model.sources.overlay, at, `nothing reads its ${annotationKey}`)
    }
  }
  visit(annotated, '$')
  refuseUnusedOptions(model)
}

function readIn(annotated: JsonObject, operation: OperationModel): (JsonValue | undefined)[] {
  const { path, method, request, answer, headers } = operation
  return [
    annotationOf(annotated, ['paths', path, method.toLowerCase()]),
    ...headers.map(({ written }) => written),
    ...[...withParts(request), ...answer.flatMap((field) => [field, ...field.items])].flatMap(saidOf),
  ]
}

/** What the overlay says of a field, and of the same one in other alternatives of its object. */
function saidOf({
  written,
  schema,
}: {
  written: JsonValue | undefined
  schema: JsonObject
}): (JsonValue | undefined)[] {
  const same = schema[sameElsewhere]
  return [written, ...(Array.isArray(same) ? same : [])]
}

function withParts(request: readonly RequestField[]): readonly RequestField[] {
  return request.flatMap((field) => [field, ...field.parts])
}

function refuseUnusedOptions({ root, operations, sources }: VendorModel): void {
  const fields = [...operations.values()].flatMap(({ request }) => request)
  const filled = new Set(fields.map(({ annotation }) => annotation?.option))
  for (const [name, option] of Object.entries(root.options)) {
    const used = filled.has(name) || option.header !== undefined || option['default-for'] !== undefined
    if (!used)
      throw new GenerationError(
        sources.overlay,
        '$',
        `${annotationKey}.options.${name}: no field is filled from it`,
      )
  }
}

function annotationOf(document: JsonObject, path: readonly string[]): JsonValue | undefined {
  const node = path.reduce<JsonValue | undefined>(
    (parent, name) => (isJsonObject(parent) ? parent[name] : undefined),
    document,
  )
  return isJsonObject(node) ? node[annotationKey] : undefined
}

function step(name: string): string {
  return /^[A-Za-z_][\w]*$/.test(name) ? `.${name}` : `['${name}']`
}
