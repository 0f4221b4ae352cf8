import { sha256 } from '../../emulator/encoding.js'
import type { Random } from '../../emulator/random.js'
import type { JsonObject } from '../../generator/json.js'
import { answered, asked, hasMeaning, type MeaningfulField, type VendorModel } from '../../generator/model.js'
import { typeOf } from '../../generator/schema-facts.js'
import { madeText } from '../shapes/made-text.js'
import { joined } from './secret-forms.js'

/** A new id and secret, as the document and the overlay say that they look. */
export interface MadeSecret {
  /** Of a key whose id is a part of its secret. */
  readonly id?: string
  readonly secret: string
  readonly hash: string
  readonly prefix: string
  readonly hint: string
}

/** How much of a secret a hint shows behind the prefix. */
const shown = 4

/** Makes ids and secrets; the same seed makes the same. */
export class KeyMaker {
  readonly #model: VendorModel
  readonly #random: Random
  readonly #id: JsonObject
  readonly #secret: MeaningfulField | undefined
  readonly #hint: JsonObject
  #numbers = 1000

  constructor(model: VendorModel, random: Random) {
    this.#model = model
    this.#random = random
    this.#id = idSchemaOf(model)
    this.#secret = answered(model.create.answer, 'secret')
    this.#hint = hintSchemaOf(model)
  }

  id(): string {
    if (['integer', 'number'].includes(typeOf(this.#id) ?? '')) {
      this.#numbers += 1
      return String(this.#numbers)
    }
    return madeText({ schema: this.#id, otherwise: 'key_' }, this.#random)
  }

  async secret(wanted: unknown): Promise<MadeSecret> {
    const { prefix, separator } = this.#prefixes()
    const chosen = typeof wanted === 'string' && wanted !== ''
    const otherwise = chosen ? wanted + separator : `${this.#model.id.replaceAll('-', '_')}_`
    // What was asked for stands before all that the document shows of other secrets.
    const schema = chosen ? {} : (this.#secret?.schema ?? {})
    const { pair } = this.#secret?.annotation ?? {}
    const id = pair?.with === 'id' ? { id: this.id() } : {}
    const isWhole = pair === undefined && !chosen
    const own = madeText({ schema, prefix: isWhole ? prefix : undefined, otherwise }, this.#random)
    const secret = pair === undefined ? own : joined(pair, id.id ?? this.#publicPart(prefix), own)
    const start = chosen ? otherwise : startOf(secret, prefix)
    return { ...id, secret, hash: await sha256(secret), prefix: start, hint: this.#hintOf(secret, start) }
  }

  #publicPart(prefix: string | undefined): string {
    const { schema = {} } = answered(this.#model.create.answer, 'publicPart') ?? {}
    return madeText({ schema, prefix, otherwise: 'pk_' }, this.#random)
  }

  #prefixes(): { prefix: string | undefined; separator: string } {
    const annotation = asked(this.#model.create, 'prefix')?.annotation
    return { prefix: this.#secret?.annotation.prefix, separator: annotation?.separator ?? '' }
  }

  /** The beginning of the secret: so much that it can be told from others, and as long as the document wants it. */
  #hintOf(secret: string, prefix: string): string {
    const { minLength, maxLength } = this.#hint
    const most = typeof maxLength === 'number' ? maxLength : Infinity
    const length = Math.min(prefix.length + shown, Math.floor(secret.length / 2), most)
    return secret.slice(0, length).padEnd(typeof minLength === 'number' ? minLength : 0, '.')
  }
}

/** What a secret starts with: as the overlay says, or up to what parts its last piece from the rest. */
function startOf(secret: string, prefix: string | undefined): string {
  const found = prefix === undefined ? undefined : new RegExp(prefix).exec(secret)?.[0]
  return found ?? /^[A-Za-z0-9]{1,12}[_-](?:(?:live|test|prod|dev)[_-])?/.exec(secret)?.[0] ?? ''
}

/** What the document says of an id in any place: a path parameter has the pattern that an answer leaves out, or the other way. */
function idSchemaOf({ operations }: VendorModel): JsonObject {
  const told = [...operations.values()].flatMap(({ answer }) =>
    answer.flatMap((field) => [field, ...field.items]),
  )
  const ids = [
    ...told
      .filter(hasMeaning)
      .filter(({ annotation }) => annotation.field === 'id' && annotation.after === undefined),
    ...[...operations.values()].flatMap((each) => asked(each, 'id') ?? []),
  ]
  return Object.assign({}, ...ids.map(({ schema }) => schema).toReversed()) as JsonObject
}

function hintSchemaOf({ operations }: VendorModel): JsonObject {
  const fields = [...operations.values()].flatMap(({ answer }) =>
    answer.flatMap((field) => [field, ...field.items]),
  )
  return fields.filter(hasMeaning).find(({ annotation }) => annotation.field === 'hint')?.schema ?? {}
}
