import type { Capabilities } from '../../../src/core/capabilities.js'
import { AnswerReader } from '../../../src/core/answer-reader.js'
import { InputCheck, isFields, type Fields } from '../../../src/core/input-check.js'
import type { ClientOptions } from '../../../src/core/client-options.js'
import type { Marker } from '../../../src/core/create-options.js'
import { known } from '../../../src/core/known.js'
import type { CreateCall, ListCall, RecordReading } from '../../../src/http/calls.js'
import { clientContext, type ClientContext } from '../../../src/http/client-context.js'
import type { Making } from '../../../src/http/operations/create-marked-key.js'
import { endKey } from '../../../src/http/operations/end-key.js'
import { Sender } from '../../../src/http/sender.js'
import { asking, creating, credential, json, networkError, profile } from './acme.js'
import { capabilities } from './acme-capabilities.js'
import { listCall, secretCall } from './acme-keys.js'

/** What a create comes to: `made` and `unmade` have no answer. */
export type Fate =
  'answered' | 'made' | 'unmade' | 'refused' | 'no-secret' | 'no-id' | 'never-sent' | 'silent'

interface StoredKey {
  readonly id: string
  readonly secret: string
  readonly name?: string
  readonly meta?: Fields
  /** From when on a list shows it. */
  readonly visibleAt: number
  state: 'active' | 'revoked' | 'expired'
}

/** What an upstream does besides keeping keys. */
export interface Conduct {
  /** What each create comes to, the last for ever. */
  readonly fates?: readonly Fate[]
  /** How long a new key stays out of the list. */
  readonly lateMs?: number
  /** The status of other answers, taken one after the other; none of them left, all is well. */
  readonly listing?: number[]
  /** Of 200 there is no secret in the answer, and 418 is not Acme's own word. */
  readonly recovering?: number[]
  readonly revoking?: number[]
}

/** Acme with a memory. Keys are listed one a page. */
export class AcmeUpstream {
  readonly keys: StoredKey[] = []
  /** `POST /keys`, one after the other, less ids and queries. */
  readonly asked: string[] = []
  /** What the creates were sent. */
  readonly sent: Fields[] = []
  readonly #conduct: Conduct

  constructor(conduct: Conduct = {}) {
    this.#conduct = conduct
  }

  readonly fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    const { pathname, searchParams } = new URL(String(url))
    const [, id, more] = pathname.split('/').slice(2)
    this.asked.push(
      [init.method, '/keys', ...(id === undefined ? [] : ['id']), ...(more ? [more] : [])].join(' '),
    )
    if (init.signal?.aborted === true) throw new DOMException('aborted', 'AbortError')
    if (init.method === 'POST' && id === undefined) return this.#create(String(init.body))
    if (init.method === 'DELETE') return this.#revoke(id)
    return more === 'secret' ? this.#recover(id) : this.#list(Number(searchParams.get('cursor')))
  }

  /** Puts a key there that no call of the test made. */
  add(key: Partial<StoredKey> = {}): StoredKey {
    const id = `key_${this.keys.length + 1}`
    const made: StoredKey = {
      id,
      secret: `prod_${id}Zx9CvBnM5aSdFgHj`,
      state: 'active',
      visibleAt: 0,
      ...key,
    }
    this.keys.push(made)
    return made
  }

  /** The states of its keys, in the order in which they were made. */
  get states(): string[] {
    return this.keys.map(({ state }) => state)
  }

  async #create(text: string): Promise<Response> {
    const body = JSON.parse(text) as Fields
    const { fates = [], lateMs = 0 } = this.#conduct
    const fate = fates[Math.min(this.sent.push(body), fates.length) - 1] ?? 'answered'
    if (fate === 'never-sent') throw networkError('ECONNREFUSED')
    if (fate === 'refused') return json({ message: 'no' }, 400)
    if (fate === 'unmade') throw networkError('ECONNRESET')
    const { name, meta } = body as { name?: string; meta?: Fields }
    const { id, secret } = this.add({ ...known({ name, meta }), visibleAt: performance.now() + lateMs })
    if (fate === 'made') throw networkError('ECONNRESET')
    if (fate === 'silent') return new Promise(() => undefined)
    const shown = { ...(fate !== 'no-id' && { id }), ...(fate !== 'no-secret' && { secret }) }
    return json({ ...shown, name, meta })
  }

  #list(from: number): Response {
    const status = this.#conduct.listing?.shift()
    if (status !== undefined) return json({ message: 'no list' }, status)
    const visible = this.keys.filter(({ visibleAt }) => visibleAt <= performance.now())
    const next = from + 1 < visible.length ? String(from + 1) : undefined
    const keys = visible.slice(from, from + 1).map(({ id, name, meta, state }) => ({ id, name, meta, state }))
    return json({ keys, next })
  }

  #recover(id: string | undefined): Response {
    const status = this.#conduct.recovering?.shift()
    if (status !== undefined)
      return json({ message: 'no secret', ...(status !== 418 && { code: 'no_secret' }) }, status)
    const key = this.keys.find((each) => each.id === id)
    return key === undefined ? json({}, 404) : json({ secret: key.secret })
  }

  #revoke(id: string | undefined): Response {
    const status = this.#conduct.revoking?.shift()
    if (status !== undefined) return json({ message: 'not now' }, status)
    for (const key of this.keys) if (key.id === id) key.state = 'revoked'
    return json({})
  }
}

/** What a create of Acme takes: at most three properties of metadata, a name of at most forty characters. */
export interface AcmeInput {
  readonly name?: string
  readonly metadata?: object
}

/** Acme as one that can give a secret again, or not, and stores metadata, or not. */
export interface Ability {
  readonly recovers?: boolean
  readonly stores?: 'metadata' | 'name'
  readonly lagMs?: number
  readonly marker?: Marker
  readonly options?: ClientOptions
}

export function acmeContext(upstream: AcmeUpstream, ability: Ability = {}): ClientContext {
  const { stores = 'metadata', lagMs = 0, marker, options } = ability
  const { fields } = capabilities
  const metadata = stores === 'metadata' ? 'optional' : 'none'
  const able: Capabilities = { ...capabilities, fields: { ...fields, metadata } }
  const own = { fetch: upstream.fetch as typeof fetch, retry: { limit: 0 }, ...options }
  const sender = new Sender({ ...profile, replicaLagMs: lagMs }, credential, own)
  return clientContext(sender, undefined, able, marker)
}

export function acmeMaking(
  context: ClientContext,
  { recovers = true }: Ability = {},
): Making<AcmeInput, unknown> {
  return {
    prepare: acmeCreate,
    list: acmeList,
    recover: recovers ? (id) => ({ ...secretCall(), request: asAbout(id, 'GET', '/secret') }) : undefined,
    revoke: async (id, options) =>
      endKey(
        context,
        id,
        { request: { ...asAbout(id, 'DELETE'), effect: 'settles', operation: 'revoke' } },
        options,
      ),
  }
}

function asAbout(id: string, method: string, more = ''): ReturnType<typeof asking> {
  const path = `/keys/${id}${more}`
  return asking('reads', { operation: 'recover', method, path, body: undefined })
}

/** Acme's list, with the names of its keys. */
export function acmeList(): ListCall<unknown, unknown> {
  const list = listCall('cursor', 1)
  return {
    ...list,
    read: (body, page, headers) => {
      const { keys = [], ...reading } = list.read(body, page, headers)
      const { keys: wire } = body as { keys: readonly Fields[] }
      return { ...reading, keys: keys.map((key, index) => named(key, wire[index]?.['name'])) }
    },
  }
}

function named(reading: RecordReading<unknown, Fields>, name: unknown): RecordReading<unknown, Fields> {
  return typeof name === 'string' ? { ...reading, key: { ...reading.key, name } } : reading
}

function acmeCreate({ name, metadata }: AcmeInput): CreateCall<unknown, unknown> {
  const check = new InputCheck(profile, 'create')
  check.text('name', name, { max: 40 })
  check.object('metadata', metadata, { max: 3 })
  check.end()
  const call = creating()
  return {
    request: { ...call.request, body: JSON.stringify({ name, meta: metadata }) },
    read: (body) => {
      const reading = call.read(body)
      const from = isFields(body) ? body : {}
      const stored = new AnswerReader(from).metadata('meta', 'optional') ?? {}
      const { name: told } = from
      const key = { ...reading.key, ...(typeof told === 'string' && { name: told }) }
      return { ...reading, metadata: stored, key }
    },
  }
}
