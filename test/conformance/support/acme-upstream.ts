import type { KeyState } from 'keymux'

/** A key as Acme keeps it. */
export interface AcmeKey {
  readonly id: string
  readonly name: string
  readonly owner?: string
  readonly metadata?: Record<string, unknown>
  readonly scopes?: readonly string[]
  readonly description?: string
  readonly expiresAt?: number
  readonly enabled: boolean
  readonly revoked: boolean
  readonly reason?: string
  readonly createdAt: number
  readonly hash: string
  readonly secret?: string
}

type Fields = Record<string, unknown>

/** What Acme answers: a status and a body. */
type Answer = readonly [number, unknown]

/** A vendor that has everything, in memory. `fetch` answers `POST /<operation>` with a JSON body. */
export class AcmeUpstream {
  readonly credential = 'acme_live_7Qm2Xv9Rk4Zt8Wb3'
  readonly keys: Map<string, AcmeKey> = new Map()
  #made = 0

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const [status, body] = await this.#answer(request)
    return Response.json(body, { status })
  }

  held(): { id: string; state: KeyState }[] {
    return [...this.keys.values()].map((key) => ({ id: key.id, state: stateOf(key) }))
  }

  async #answer(request: Request): Promise<Answer> {
    if (request.headers.get('authorization') !== `Bearer ${this.credential}`) return [401, {}]
    const operation = new URL(request.url).pathname.slice(1)
    const fields = (await request.json()) as Fields
    const done = await this.#answers[operation]?.(fields)
    return done ?? [404, {}]
  }

  readonly #answers: Readonly<
    Record<string, (fields: Fields) => Promise<Answer | undefined> | Answer | undefined>
  > = {
    create: async ({ prefix, recoverable, ...fields }) => this.#add(fields, prefix, recoverable === true),
    get: ({ id }) => this.#told(id),
    list: (query) => this.#page(query),
    update: ({ id, ...changes }) => this.#change(id, changes),
    revoke: ({ id, reason }) => this.#change(id, { revoked: true, reason }),
    delete: ({ id }) => (this.keys.delete(String(id)) ? [200, { id }] : undefined),
    verify: async ({ secret }) => {
      const key = this.#byHash(await sha256(String(secret)))
      return key && this.#told(key.id)
    },
    recover: ({ id }) => {
      const secret = this.keys.get(String(id))?.secret
      return secret === undefined ? undefined : [200, { secret }]
    },
    import: ({ keys }) => [200, { ids: (keys as Fields[]).map((key) => this.#import(key)) }],
  }

  async #add(fields: Fields, prefix: unknown, recoverable: boolean): Promise<Answer> {
    const secret = `${typeof prefix === 'string' ? `${prefix}_` : 'acme_'}${crypto.randomUUID().replaceAll('-', '')}`
    const kept = recoverable ? { secret } : {}
    const key = this.#insert({ ...fields, ...kept, hash: await sha256(secret) })
    return [200, { ...shown(key), secret }]
  }

  #import(fields: Fields): string | null {
    return this.#byHash(String(fields['hash'])) === undefined
      ? this.#insert({ name: 'Imported', ...fields }).id
      : null
  }

  #insert(fields: Fields): AcmeKey {
    this.#made += 1
    const id = `key_${this.#made.toString(36).padStart(4, '0')}${crypto.randomUUID().slice(-12)}`
    const key = { id, enabled: true, revoked: false, createdAt: Date.now(), ...fields } as unknown as AcmeKey
    this.keys.set(id, key)
    return key
  }

  #told(id: unknown): Answer | undefined {
    const key = this.keys.get(String(id))
    return key && [200, shown(key)]
  }

  #change(id: unknown, changes: Fields): Answer | undefined {
    const key = this.keys.get(String(id))
    if (key === undefined) return undefined
    const kept = Object.entries({ ...key, ...changes }).filter(([, value]) => value !== null)
    this.keys.set(key.id, Object.fromEntries(kept) as unknown as AcmeKey)
    return this.#told(id)
  }

  /** By the ids in their order, which is that of their making: nothing moves when keys come and go. */
  #page({ cursor, pageSize, owner, state, text }: Fields): Answer {
    const all = [...this.keys.values()]
      .filter((key) => typeof cursor !== 'string' || key.id > cursor)
      .filter((key) => owner === undefined || key.owner === owner)
      .filter((key) => state === undefined || stateOf(key) === state)
      .filter((key) => typeof text !== 'string' || key.name.includes(text))
    const keys = all.slice(0, Number(pageSize))
    return [200, { keys: keys.map(shown), cursor: all.length > keys.length ? keys.at(-1)?.id : null }]
  }

  #byHash(hash: string): AcmeKey | undefined {
    return [...this.keys.values()].find((key) => key.hash === hash)
  }
}

function stateOf({ revoked, enabled, expiresAt = Infinity }: AcmeKey): KeyState {
  if (revoked) return 'revoked'
  if (expiresAt <= Date.now()) return 'expired'
  return enabled ? 'active' : 'disabled'
}

const untold = new Set(['hash', 'secret', 'revoked', 'enabled'])

function shown(key: AcmeKey): object {
  const told = Object.entries(key).filter(([name]) => !untold.has(name))
  return { ...Object.fromEntries(told), state: stateOf(key) }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
