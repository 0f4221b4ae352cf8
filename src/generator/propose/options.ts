import type { JsonObject } from '../json.js'
import { wordsOf } from '../words-of.js'
import type { Guess } from './guess-field.js'

/** The options of the factory that a document calls for, by their names. */
export class Options {
  readonly #vendor: string
  readonly #options = new Map<string, JsonObject>()

  constructor(vendor: string) {
    this.#vendor = vendor
  }

  /** One that a client must have, from its own environment variable where nobody names it. */
  add(name: string, { description }: JsonObject): true {
    this.#options.set(camelCase(name), {
      env: [...wordsOf(this.#vendor), ...wordsOf(name)].join('_').toUpperCase(),
      description: firstLine(description) ?? `The ${wordsOf(name).join(' ')} of these keys.`,
    })
    return true
  }

  /** One that is sent in a header. Without a known value the environment has it. */
  addHeader(name: string, parameter: JsonObject, value: string | undefined): void {
    const description = firstLine(parameter['description']) ?? `The header ${name}.`
    this.add(name, parameter)
    const env = this.#options.get(camelCase(name))?.['env'] ?? ''
    const filled = value === undefined ? { env } : { default: value }
    this.#options.set(camelCase(name), { header: name, ...filled, description })
  }

  has(name: string): boolean {
    return this.#options.has(camelCase(name))
  }

  guess(name: string): Guess {
    return { annotation: { option: camelCase(name) }, doubt: 'told once, when the client is made' }
  }

  toJson(): JsonObject | undefined {
    return this.#options.size === 0 ? undefined : Object.fromEntries(this.#options)
  }
}

function camelCase(name: string): string {
  const [first = '', ...rest] = wordsOf(name)
  return [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

function firstLine(text: unknown): string | undefined {
  return typeof text === 'string' && text !== '' ? text.split('\n')[0] : undefined
}
