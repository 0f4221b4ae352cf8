/** A vendor for the factory of `wholeLife`: a stateful fetch function. */
export interface KeyStore {
  readonly fetch: typeof globalThis.fetch
  ids(): string[]
  /** From now on deletions are answered with this status and a page, and nothing is done. */
  answerDeletions(status: number): void
  /** Does what the next request asks for, and loses the answer. */
  loseNext(): void
}

interface Stored {
  id: string
  label: string
  data: object
  until?: string
  live: boolean
}

export function keyStore(): KeyStore {
  const keys = new Map<string, Stored>()
  let count = 0
  let strange: number | undefined
  let loses = false

  const act = (method: string, path: string, body: Record<string, unknown>): Response => {
    const id = path.split('/')[2]
    if (path === '/check') {
      const key = keys.get(String(body['token']).slice(2))
      return Response.json({ good: key?.live === true, key: key ?? { id: 'none' } })
    }
    if (id === undefined) {
      if (method === 'GET') return Response.json({ keys: [...keys.values()] })
      count += 1
      const key = { id: `k${count}`, label: '', data: {}, live: true, ...body }
      keys.set(key.id, key)
      return Response.json({ key, token: `t_${key.id}` }, { status: 201 })
    }
    const key = keys.get(id)
    if (key === undefined) return Response.json({ message: 'There is no such key.' }, { status: 404 })
    if (method === 'DELETE') {
      keys.delete(id)
      return new Response(null, { status: 202 })
    }
    if (method === 'PUT') Object.assign(key, body)
    return Response.json({ key })
  }

  return {
    ids: () => [...keys.keys()],
    answerDeletions(status) {
      strange = status
    },
    loseNext() {
      loses = true
    },
    fetch: async (input, init) => {
      if (strange !== undefined && init?.method === 'DELETE')
        return new Response('<h1>Not found</h1>', { status: strange })
      const { pathname } = new URL(String(input))
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {}
      const response = act(init?.method ?? 'GET', pathname, body)
      if (loses && init?.method === 'POST') {
        loses = false
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
        })
      }
      return response
    },
  }
}
