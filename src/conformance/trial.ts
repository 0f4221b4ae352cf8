import type { CallOptions } from '../core/call-options.js'
import type { Capabilities } from '../core/capabilities.js'
import { cleanCause } from '../core/clean-cause.js'
import type { ClientOptions } from '../core/client-options.js'
import type { CreateKeyInput, CreateKeyResult } from '../core/create-key.js'
import type { KeyClient, KeyOperations } from '../core/key-client.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { Operation } from '../core/operation.js'
import { redact } from '../core/redact.js'
import { Secret } from '../core/secret.js'
import { altered, textOf } from './secret-text.js'
import type { ConformanceSubject } from './subject.js'
import type { Span } from './moment.js'
import { ensure, shown, Violation } from './violation.js'

/** A key that a check made, and what the create was told. */
export interface MadeKey {
  readonly id: string
  readonly secret: Secret
  readonly created: CreateKeyResult
  readonly input: CreateKeyInput
  /** When the create was under way. */
  readonly span: Span
}

/** Answers a request of a client in the vendor's place; `send` passes it on. */
export type Answerer = (send: () => Promise<Response>, init: RequestInit | undefined) => Promise<Response>

/** One run of one check: a client of its own, a count of its requests, and the keys that it has to end. */
export class Trial {
  readonly subject: ConformanceSubject
  readonly keys: KeyClient
  readonly capabilities: Capabilities
  /** A credential that the vendor does not let in. */
  readonly wrongCredential: string
  /** What no error, no verdict and no sentence of the suite may show. */
  readonly secrets: string[]
  #requests = 0
  readonly #ids = new Set<string>()

  /** Sends a request of a client on, and counts it. */
  readonly send: typeof globalThis.fetch = (input, init) => {
    this.#requests += 1
    const { fetch = globalThis.fetch } = this.subject
    return fetch(input, init)
  }

  constructor(subject: ConformanceSubject) {
    this.subject = subject
    this.wrongCredential = altered(subject.credential)
    this.secrets = [subject.credential, this.wrongCredential]
    this.keys = this.client()
    this.capabilities = this.keys.capabilities
  }

  /** How many requests the clients of this trial have made. */
  get requests(): number {
    return this.#requests
  }

  /** Another client of the same vendor, whose requests are counted as well. */
  client(options: ClientOptions = {}, credential: string = this.subject.credential): KeyClient {
    return this.subject.client(credential, { fetch: this.send, ...options })
  }

  /** A client whose requests `answer` answers, and that does not repeat them: the checks are not to wait. */
  answered(answer: Answerer): KeyClient {
    const send: typeof globalThis.fetch = (input, init) => answer(() => this.send(input, init), init)
    return this.client({ fetch: send, retry: { limit: 0 } })
  }

  /** The client, as one that has this operation. */
  having<O extends Operation>(operation: O): KeyClient & Pick<KeyOperations, O> {
    const { keys } = this
    ensure(keys.can(operation), `capabilities.${operation} is not none, but can('${operation}') is false.`)
    return keys
  }

  /** Creates a key that the trial ends. */
  async create(
    input: CreateKeyInput,
    keys: KeyClient = this.keys,
    options?: CallOptions,
  ): Promise<CreateKeyResult> {
    const created = await keys.create(input, options)
    const { id, secret } = created
    ensure(typeof id === 'string' && id !== '', `create gave ${shown(id)} as the id.`)
    this.note(id, secret)
    return created
  }

  /** Makes a key of what a create needs at least and these fields. */
  async make(fields: CreateKeyInput = {}): Promise<MadeKey> {
    const input = { ...this.subject.input(), ...fields }
    const from = Date.now()
    const created = await this.create(input)
    const { id, secret } = created
    ensure(
      Secret.is(secret),
      `create gave the secret as a ${typeof secret} and not as a \`Secret\`: it will be printed.`,
    )
    return { id, secret, created, input, span: { from, to: Date.now() } }
  }

  /** Waits until what was written is to be seen in lists and records. */
  async settled(): Promise<void> {
    const { lagMs = 0 } = this.subject
    if (lagMs > 0) await new Promise((resolve) => setTimeout(resolve, lagMs))
  }

  /** Remembers a key that exists now, to end it with the trial, and its secret. */
  note(id: string, secret?: Secret | string): void {
    this.#ids.add(id)
    if (secret !== undefined) this.secrets.push(typeof secret === 'string' ? secret : textOf(secret))
  }

  /** Ends what the trial made, as far as that can be done. */
  async end(): Promise<void> {
    const { keys } = this
    for (const id of this.#ids) {
      try {
        await (keys.can('delete') ? keys.delete(id) : keys.revoke(id))
      } catch {
        // Whether keys can be ended is the subject of other checks: here it must not hide what this one found.
      }
    }
  }

  /** What a check threw, as an error that says what is wrong and shows no secret. */
  violation(thrown: unknown): Violation {
    const clean = (text: string): string => redact(text, this.secrets)
    if (thrown instanceof Violation) return new Violation(clean(thrown.message))
    const cause = cleanCause(thrown, this.secrets)
    const violation = new Violation(`${whence(thrown)} where it must not: ${cause.message}`, { cause })
    if (thrown instanceof Error && thrown.stack !== undefined) {
      // An author needs to see where in the provider it was thrown.
      violation.stack = clean(thrown.stack.replaceAll(thrown.message, cause.message))
    }
    return violation
  }
}

function whence(thrown: unknown): string {
  if (KeymuxError.is(thrown)) return `${thrown.operation ?? 'A call'} failed with \`${thrown.code}\``
  return `The client threw ${thrown instanceof Error ? thrown.name : `a ${typeof thrown}`}`
}
