import { deepEqual, equal, ok } from 'node:assert/strict'
import { acme, type Answer, type Ask } from './acme.js'

interface Key {
  readonly id: string
  readonly label: string
  readonly ended?: string
}

interface Known {
  readonly label: string
  readonly isRevoked: boolean
}

interface Act {
  readonly path: string
  readonly request: Ask
  /** Undefined where the key is gone afterwards. */
  readonly changes: Partial<Known> | undefined
}

/** What a caller may do with one key. */
export const acts: Readonly<Record<'get' | 'delete' | 'rename' | 'revoke', Act>> = {
  get: { path: '', request: {}, changes: {} },
  delete: { path: '', request: { method: 'DELETE' }, changes: undefined },
  rename: {
    path: '',
    request: { method: 'PATCH', body: { label: 'renamed' } },
    changes: { label: 'renamed' },
  },
  revoke: { path: '/revoke', request: { method: 'POST' }, changes: { isRevoked: true } },
}

/** A mock, and what it should hold by all that was done to it. */
export class Walk {
  readonly #world: ReturnType<typeof acme>
  readonly #model = new Map<string, Known>()
  readonly #ever: string[] = []

  constructor(seed: number) {
    this.#world = acme({ seed })
  }

  async create(label: string): Promise<void> {
    const { team } = this.#world
    const { body } = await this.#world.ask('/keys', { body: { label, team } })
    const { id } = (body as unknown as { key: Key }).key
    ok(!this.#ever.includes(id), `${id} comes twice`)
    this.#ever.push(id)
    this.#model.set(id, { label, isRevoked: false })
  }

  async list(size: number): Promise<void> {
    const keys = await this.#listed(size)
    deepEqual(
      keys.map(({ id, label, ended }) => [id, { label, isRevoked: ended !== undefined }]),
      [...this.#model],
    )
  }

  async act(name: keyof typeof acts, of: number): Promise<void> {
    const id = this.#ever[of % this.#ever.length] ?? 'k_aaaaaaaaaaaa'
    const { path, request, changes } = acts[name]
    const known = this.#model.get(id)
    const answer: Answer = await this.#world.ask(`/keys/${id}${path}`, request)
    equal(answer.status === 404, known === undefined)
    if (known === undefined) return
    if (changes === undefined) {
      this.#model.delete(id)
      return
    }
    const changed = { ...known, ...changes }
    this.#model.set(id, changed)
    deepEqual([answer.body['id'], answer.body['label']], [id, changed.label])
  }

  /** What the emulator tells of the keys, and what it should. */
  get held(): { readonly told: unknown; readonly expected: unknown } {
    const told = this.#world.emulator.keys('acme').map(({ id, name, state }) => [id, name, state])
    const expected = [...this.#model].map(([id, { label, isRevoked }]) => [
      id,
      label,
      isRevoked ? 'revoked' : 'active',
    ])
    return { told, expected }
  }

  async #listed(size: number): Promise<Key[]> {
    const all: Key[] = []
    let after = ''
    for (;;) {
      const { body } = await this.#world.ask(`/keys?team=${this.#world.team}&limit=${size}${after}`)
      const { keys, page } = body as unknown as { keys: Key[]; page: { next: string | null } }
      ok(keys.length <= size)
      all.push(...keys)
      if (page.next === null) return all
      after = `&after=${page.next}`
    }
  }
}
