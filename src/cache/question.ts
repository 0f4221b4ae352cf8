import type { CallOptions } from '../core/call-options.js'
import { isPlain } from '../core/json-fault.js'
import { setOwnField } from '../core/own-field.js'
import type { VerifyOptions } from '../core/verify-key.js'
import { ScopeLists } from './scope-lists.js'

/** What a verification asks besides the secret: only an answer to the same question may be given in its place. */
export interface Question {
  /** All that the vendor's answer depends on, as a text; empty where nothing is asked but whether the key works. */
  readonly text: string
  /** What is asked. The lists and objects in it are the caller's yet. */
  readonly asked: VerifyOptions
  readonly signal: AbortSignal | undefined
  readonly timeout: CallOptions['timeout']
}

const plain: Question = { text: '', asked: {}, signal: undefined, timeout: undefined }

/** Deeper than any vendor's options. */
const deepest = 8

/** Reads questions out of options. */
export class Questions {
  readonly #scopeLists = new ScopeLists()

  /**
   * The question in the options of a verify; undefined where it cannot be told from others: a class's getters, which no walk
   * over an object's own fields finds; headers, which may mean anything to what stands before the vendor; a fault, for the
   * client to refuse, of which one is a getter that throws.
   */
  of(options: VerifyOptions | undefined): Question | undefined {
    if (options === undefined) return plain
    try {
      return this.#read(options)
    } catch {
      return undefined
    }
  }

  #read(options: VerifyOptions): Question | undefined {
    if (typeof options !== 'object' || options === null || !isPlain(options)) return undefined
    const { signal, timeout, headers } = options
    if (headers !== undefined || !isSignal(signal)) return undefined
    const asked = withoutCall(options)
    const text = this.#nameOf(asked) ?? textOfFields(asked, 0)
    return text === undefined ? undefined : { text: text === '{}' ? '' : text, asked, signal, timeout }
  }

  /** Most ask for scopes and nothing else. */
  #nameOf(asked: Fields): string | undefined {
    const { scopes } = asked
    if (!Array.isArray(scopes)) return undefined
    for (const name in asked) if (name !== 'scopes') return undefined
    return this.#scopeLists.nameOf(scopes)
  }
}

type Fields = Readonly<Record<string, unknown>>

const ofCall: ReadonlySet<string> = new Set(['signal', 'timeout', 'headers'])

/**
 * Name by name, since the rest of a destructuring takes longer than a look into the cache. Also what is not enumerable: a client
 * reads such a getter, and a scope that it asks for must be in the question.
 */
function withoutCall(options: VerifyOptions): Fields {
  const asked: Record<string, unknown> = {}
  for (const name of Object.getOwnPropertyNames(options)) {
    const value: unknown = options[name as keyof VerifyOptions]
    if (value !== undefined && !ofCall.has(name)) setOwnField(asked, name, value)
  }
  return asked
}

/** By what it does, not its class: it may be a polyfill's or come from another realm. */
function isSignal(signal: unknown): signal is AbortSignal | undefined {
  return signal === undefined || typeof (signal as AbortSignal | null)?.addEventListener === 'function'
}

/**
 * A text for each value and no other, the same for two ways to write the same: the names are in order, and each text follows
 * its length, which takes a tenth of the time that JSON's quotes take. Undefined for what JSON would change.
 */
function textOf(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return counted(value)
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value !== 'object' || depth === deepest) return undefined
  if (Array.isArray(value)) return textOfList(value, depth)
  return isPlain(value) ? textOfFields(value as Fields, depth) : undefined
}

function counted(text: string): string {
  return `${text.length}:${text}`
}

function textOfList(list: readonly unknown[], depth: number): string | undefined {
  let all = ''
  for (const item of list) {
    const text = textOf(item, depth + 1)
    if (text === undefined) return undefined
    all += `${text},`
  }
  return `[${all}]`
}

function textOfFields(fields: Fields, depth: number): string | undefined {
  const names = Object.keys(fields)
  let all = ''
  for (const name of names.length > 1 ? names.toSorted() : names) {
    const value = fields[name]
    if (value === undefined) continue
    const text = textOf(value, depth + 1)
    if (text === undefined) return undefined
    all += `${counted(name)}=${text},`
  }
  return `{${all}}`
}
