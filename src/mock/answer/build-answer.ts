import type { FieldAnnotation, FieldMeaning, SecretPair } from '../../generator/field-annotation.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../../generator/json.js'
import { answered, type AnswerField, entries, hasMeaning, names, namesOf } from '../../generator/model.js'
import { typeOf } from '../../generator/schema-facts.js'
import { momentsOnWire } from '../moments.js'
import { allowsNull, variantOf } from '../schemas.js'
import { madeUp, type Source } from '../shapes/made-up.js'
import { codeOf, flagOf, statesToldBy } from './flags.js'
import { hiddenForm, partOf } from '../keys/secret-forms.js'
import type { Told } from './told.js'
import { nextUrl } from './told-in-headers.js'

/** What an answer says besides what is told of keys: by its JSON pointer, such as the id of the request. */
export type Extras = Readonly<Record<string, JsonValue>>

/** What came of a place in an answer. */
interface Built {
  readonly value: JsonValue
  /** Whether anything in it was told, and not made up. */
  readonly isTold: boolean
}

/**
 * The JSON of an answer: what is told where the overlay says that it belongs, and what the document promises besides. What
 * is neither is left out.
 */
export class AnswerBuilder {
  readonly #source: Source
  readonly #extras: Extras

  constructor(source: Source, extras: Extras) {
    this.#source = source
    this.#extras = extras
  }

  build(node: JsonValue | undefined, fields: readonly AnswerField[], told: Told): JsonValue {
    const record = new RecordBuilder(this.#source, fields, told, this.#extras)
    return record.at(node, [], true)?.value ?? {}
  }
}

/** One object whose fields have meanings: a whole answer, or an entry of its list. */
class RecordBuilder {
  readonly #source: Source
  readonly #fields: ReadonlyMap<string, AnswerField>
  readonly #told: Told
  readonly #extras: Extras
  readonly #tellable: ReturnType<typeof statesToldBy>
  readonly #pair: SecretPair | undefined

  constructor(source: Source, fields: readonly AnswerField[], told: Told, extras: Extras) {
    this.#source = source
    this.#fields = new Map(fields.map((field) => [pointerOf([...namesOf(field.parents), field.name]), field]))
    this.#told = told
    this.#extras = extras
    this.#tellable = statesToldBy(fields.filter(hasMeaning))
    this.#pair = answered(fields, 'secret')?.annotation.pair
  }

  /** Undefined for what is to be left out. */
  at(node: JsonValue | undefined, path: readonly string[], isRequired: boolean): Built | undefined {
    const field = this.#fields.get(pointerOf(path))
    const { annotation } = field ?? {}
    if (annotation?.whenNull !== undefined && this.#told.verdict !== 'valid')
      return { value: null, isTold: true }
    if (field !== undefined && annotation !== undefined && annotation.whenNull === undefined)
      return this.#meaningful(field, annotation, node, isRequired)
    const extra = this.#extras[pointerOf(path)] ?? this.#own(node, path)
    if (extra !== undefined) return { value: extra, isTold: true }
    const schema = variantOf(this.#source.document, node)
    const inside = entries(schema['properties'])
    if (inside.length === 0 || path.length > deepest) return isRequired ? this.#madeUp(node) : undefined
    return this.#object(node, schema, path, isRequired)
  }

  #object(
    node: JsonValue | undefined,
    schema: JsonObject,
    path: readonly string[],
    isRequired: boolean,
  ): Built | undefined {
    const required = names(schema['required'])
    const built = entries(schema['properties']).flatMap(([name, property]) => {
      const each = this.at(property, [...path, name], required.includes(name))
      return each === undefined ? [] : [[name, each] as const]
    })
    const isTold = built.some(([, each]) => each.isTold)
    if (!isTold && path.length > 0) {
      if (!isRequired) return undefined
      if (allowsNull(this.#source.document, node)) return { value: null, isTold }
    }
    return { value: Object.fromEntries(built.map(([name, { value }]) => [name, value])), isTold }
  }

  #meaningful(
    field: AnswerField,
    annotation: FieldAnnotation,
    node: JsonValue | undefined,
    isRequired: boolean,
  ): Built | undefined {
    const value = this.#value(field, annotation)
    if (value !== undefined && value !== null) return { value, isTold: true }
    if (!isRequired) return undefined
    // What must have changed at some time did so when it was made.
    if (annotation.field === 'updatedAt' && !allowsNull(this.#source.document, node))
      return this.#meaningful(field, { ...annotation, field: 'createdAt' }, node, isRequired)
    return { value: this.#nothing(node), isTold: false }
  }

  #value({ schema, items }: AnswerField, annotation: FieldAnnotation): JsonValue | undefined {
    const { fields, troubles, verdict } = this.#told
    const { field, codec, state, reasons } = annotation
    if (reasons !== undefined) return verdict === undefined ? undefined : codeOf(reasons, verdict)
    if (state !== undefined && codec === undefined)
      return troubles === undefined ? undefined : flagOf(state, troubles, this.#tellable)
    if (annotation.hidden === true) return hiddenForm(fields['secret'])
    const value = field === undefined ? undefined : this.#inItsForm(field, annotation, fields[field])
    if (value instanceof Date) return codec === undefined ? undefined : momentsOnWire[codec].encode(value)
    if (Array.isArray(value) && items.length > 0)
      return value.map(
        (each: Told) =>
          new RecordBuilder(this.#source, items, each, {}).at(schema['items'], [], true)?.value ?? {},
      )
    if (typeof value === 'string' && ['integer', 'number'].includes(typeOf(schema) ?? ''))
      return Number(value)
    return value as JsonValue | undefined
  }

  /** What is a part of a longer text, or of which this is a part. */
  #inItsForm(field: FieldMeaning, { pair, after, parameter }: FieldAnnotation, value: unknown): unknown {
    const { baseUrl } = this.#source
    if (field === 'publicPart') return partOf(this.#pair, this.#told.fields['secret'], 0)
    if (typeof value !== 'string') return value
    if (field === 'secret') return pair === undefined ? value : partOf(pair, value, 1)
    if (after !== undefined) return baseUrl.replace(/\/+$/, '') + after.replace(/^(?!\/)/, '/') + value
    return parameter === undefined ? value : nextUrl(baseUrl, parameter, value)
  }

  /** A field of the vendor's own is told again where the answer has one of its name, if it is of the same kind. */
  #own(node: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
    const name = path.at(-1)
    const { own = {} } = this.#told
    const value = name !== undefined && Object.hasOwn(own, name) ? own[name] : undefined
    if (value === undefined || value === null) return undefined
    const type = typeOf(variantOf(this.#source.document, node))
    return type === undefined || type === kindOf(value) || (type === 'integer' && Number.isSafeInteger(value))
      ? value
      : undefined
  }

  #madeUp(node: JsonValue | undefined): Built {
    return { value: madeUp(this.#source, node), isTold: false }
  }

  /** How a field that must be there says that there is nothing: what was not told must not be invented. */
  #nothing(node: JsonValue | undefined): JsonValue {
    const schema = variantOf(this.#source.document, node)
    if (allowsNull(this.#source.document, node)) return null
    const type = typeOf(schema)
    // A schema that says nothing of the type allows everything.
    if (type === undefined && schema['properties'] === undefined && schema['enum'] === undefined) return null
    if (type === 'object' && names(schema['required']).length === 0) return {}
    if (type === 'string' && schema['format'] === undefined && schema['minLength'] === undefined) return ''
    return type === 'array' ? [] : madeUp(this.#source, schema)
  }
}

const deepest = 6

function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function kindOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  return isJsonObject(value) ? 'object' : typeof value
}
