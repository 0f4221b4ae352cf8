import { KeymuxError } from './keymux-error.js'
import { redacted } from './redacted.js'

const brand: unique symbol = Symbol.for('keymux.Secret')
const nodeInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom')
const denoInspect: unique symbol = Symbol.for('Deno.customInspect')

/** How many closing characters `hint` shows, and how long the unguessable part must be before it shows any. */
const shown = 4
const longEnoughToShow = 12

interface Content {
  readonly value: string
  readonly prefix: string
}

// The text lives beside the object, not in it: nothing that walks an object's own or hidden
// properties (inspect, clone, spread, a debugger's preview) comes across it.
const contents = new WeakMap<Secret, Content>()

/** How `Secret.sha256` writes its digest. */
export type DigestEncoding = 'base64' | 'base64url' | 'hex'

const encodings: readonly DigestEncoding[] = ['base64', 'base64url', 'hex']

/**
 * A text that must not be seen: a key's secret or a credential.
 *
 * It turns into `[redacted]` wherever a value becomes text (template strings, `String()`, `JSON.stringify`,
 * `console.log`, `util.inspect`, a test runner's diff). `reveal()` is the one way to the text.
 *
 * @example
 * const created = await keys.create({ name: 'CI' })
 * console.log(`${created.secret}`)     // [redacted]
 * await vault.put(created.secret.reveal())
 */
export class Secret {
  /**
   * @param value the text to keep
   * @param prefix the part of it that is the same for many keys (`prod_`) and so is safe to show in `hint`
   */
  constructor(value: string, prefix = '') {
    if (typeof value !== 'string') throw unfit('A Secret is made of a string.')
    // A prefix that is the whole text is no prefix, and `hint` would show it.
    const isPrefix = value.length > prefix.length && value.startsWith(prefix)
    // First, since V8 takes three times as long to freeze what a WeakMap has seen.
    Object.freeze(this)
    contents.set(this, { value, prefix: isPrefix ? prefix : '' })
  }

  /** Whether `value` is a `Secret`, also one made by another copy of keymux. */
  static is(value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && brand in value
  }

  /** The text itself. Search your code for `.reveal()` to see every place where a secret comes out. */
  reveal(): string {
    return contentOf(this).value
  }

  /**
   * Enough to tell two keys apart on a screen and too little to use: the prefix and, of a long secret,
   * the last four characters, such as `prod_…uPBE`.
   */
  get hint(): string {
    const { value, prefix } = contentOf(this)
    const unguessable = value.length - prefix.length
    return `${prefix}…${unguessable >= longEnoughToShow ? value.slice(-shown) : ''}`
  }

  /** Whether both hold the same text, in a time that tells nothing about where they differ. What is no text is never the same. */
  equals(other: Secret | string): boolean {
    if (typeof other !== 'string' && !Secret.is(other)) return false
    const mine = this.reveal()
    const theirs = typeof other === 'string' ? other : other.reveal()
    let difference = mine.length ^ theirs.length
    // Not by UTF-8, in which all halves of a character are the same.
    for (let index = 0; index < theirs.length; index += 1) {
      difference |= theirs.charCodeAt(index) ^ mine.charCodeAt(index % mine.length)
    }
    return difference === 0
  }

  /**
   * The SHA-256 digest of the text in UTF-8. Unkey's import takes `base64`.
   *
   * Needs Web Crypto, which a browser page has only in a secure context. Rejects with `invalid_request` for another encoding: a
   * digest in a wrong one may be imported, and never verifies.
   */
  async sha256(encoding: DigestEncoding): Promise<string> {
    if (!encodings.includes(encoding))
      throw unfit(`The encoding of a digest must be one of ${encodings.join(', ')}.`)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(this.reveal()))
    return encodeBytes(new Uint8Array(digest), encoding)
  }

  toString(): string {
    return redacted
  }

  toJSON(): string {
    return redacted
  }

  [Symbol.toPrimitive](): string {
    return redacted
  }

  get [Symbol.toStringTag](): string {
    return 'Secret'
  }

  // On the prototype, so that an instance has no property of its own that a diff or a clone could list.
  static {
    Object.defineProperties(this.prototype, {
      [brand]: { value: true },
      [nodeInspect]: { value: () => redacted },
      [denoInspect]: { value: () => redacted },
    })
  }
}

function unfit(message: string): KeymuxError {
  return new KeymuxError({ code: 'invalid_request', message })
}

function contentOf(secret: Secret): Content {
  const content = contents.get(secret)
  if (content === undefined)
    throw new TypeError('This is not a Secret, or a copy of one without its content.')
  return content
}

function encodeBytes(bytes: Uint8Array, encoding: DigestEncoding): string {
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const base64 = btoa(String.fromCharCode(...bytes))
  return encoding === 'base64' ? base64 : base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
