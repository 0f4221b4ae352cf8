import type { FieldAnnotation } from './field-annotation.js'
import { GenerationError } from './generation-error.js'
import type { Parent, Sources } from './model.js'

interface NamedField {
  readonly parents?: readonly Parent[]
  readonly name: string
  readonly annotation: FieldAnnotation | undefined
}

/** Ends the generation where two fields claim the same meaning, or to be filled from the same option. */
export function refuseDoubles(fields: readonly NamedField[], at: string, sources: Sources): void {
  const claimed = new Map<string, string>()
  for (const { parents = [], name, annotation } of fields) {
    const meaning = annotation?.field ?? annotation?.option
    if (meaning === undefined) continue
    const place = [...parents.map((parent) => parent.name), name].join('.')
    const first = claimed.get(meaning)
    if (first !== undefined) {
      const reason = `${first} and ${place} both claim to be ${meaning}`
      throw new GenerationError(sources.overlay, at, reason, 'Take the annotation of one of them away.')
    }
    claimed.set(meaning, place)
  }
}
