import type { Operation } from '../core/operation.js'
import { annotationKey } from './annotations.js'
import { fieldAnnotation, type FieldMeaning } from './field-annotation.js'
import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'
import { entries, type AnswerHeader, type Contract } from './model.js'
import { refuseDoubles } from './refuse-doubles.js'
import { resolve } from './references.js'

/** What a header can tell: of a list where it goes on, and how many keys it has. */
const told: ReadonlySet<FieldMeaning | undefined> = new Set(['cursor', 'total'])

/** The headers of an answer that mean something. */
export function readHeaders(
  { document, sources }: Contract,
  answer: JsonValue | undefined,
  operation: Operation,
  at: string,
): readonly AnswerHeader[] {
  const found = entries(resolve(document, answer)['headers']).flatMap(([name, node]): AnswerHeader[] => {
    const written = resolve(document, node)[annotationKey]
    if (written === undefined) return []
    const place = `${at} header ${name}`
    const annotation = fieldAnnotation(sources.overlay, place, written)
    const { field, parameter, also, ...others } = annotation
    const refuse = (reason: string): never => {
      throw new GenerationError(sources.overlay, place, `${annotationKey}: ${reason}`)
    }
    if (operation !== 'list' || !told.has(field))
      refuse('a header can tell the cursor and the total of a list')
    const [unread] = [...Object.keys(others), ...(also.length > 0 ? ['also'] : [])]
    if (unread !== undefined) refuse(`nothing reads ${unread} here`)
    if (parameter !== undefined && field !== 'cursor') refuse('parameter is for the cursor')
    if (parameter === undefined && field === 'cursor' && name.toLowerCase() === 'link')
      refuse('a Link header holds a URL: name the parameter in it that the page is asked for with')
    return [{ name, annotation, written }]
  })
  refuseDoubles(found, `${at} headers`, sources)
  return found
}
