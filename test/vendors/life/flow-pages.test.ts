import { flow, type FlowClient } from 'keymux/flow'
import { describe, expect, it } from 'vitest'
import { collect } from './support/life.js'

const at = '2026-01-01T00:00:00Z'

/** A deployment with 25 keys, and how it treats a page of some length. */
function deployment(limits: {
  readonly refusedAbove?: number
  readonly givenAtMost?: number
  readonly counts?: boolean
}): {
  readonly keys: FlowClient
  readonly asked: string[]
} {
  const asked: string[] = []
  const { refusedAbove = Infinity, givenAtMost = Infinity, counts = true } = limits
  const fetch: typeof globalThis.fetch = async (url) => {
    const { searchParams, search } = new URL(String(url))
    asked.push(search)
    const limit = Number(searchParams.get('limit') ?? 10)
    const offset = Number(searchParams.get('offset') ?? 0)
    const fault = { detail: [{ loc: ['query', 'limit'], msg: 'Too large', type: 'less_than_equal' }] }
    if (limit > refusedAbove) return Response.json(fault, { status: 422 })
    const end = Math.min(offset + Math.min(limit, givenAtMost), 25)
    const page = Array.from({ length: Math.max(0, end - offset) }, (_, index) => ({
      id: `key_${offset + index}`,
      keyName: 'CI',
      createdAt: at,
    }))
    return Response.json({ apiKeys: page, ...(counts && { pagination: { totalCount: 25, limit, offset } }) })
  }
  return { keys: flow({ token: 'session', baseUrl: 'https://flow.example.com', fetch }), asked }
}

describe("a list of Flow's, whose largest page nobody knows,", () => {
  it('asks for what Flow gives by itself, which it cannot refuse', async () => {
    const { keys, asked } = deployment({ refusedAbove: 10 })
    expect(await collect(keys.list())).toHaveLength(25)
    expect((await keys.get('key_24')).id).toBe('key_24')
    expect(asked.every((query) => query.includes('limit=10&'))).toBe(true)
  })

  it('asks for more where it is told to', async () => {
    const { keys, asked } = deployment({})
    expect(await collect(keys.list({ pageSize: 100 }))).toHaveLength(25)
    expect(asked).toEqual(['?limit=100&offset=0'])
  })

  it.each([true, false])(
    'gives all where pages are shorter than asked, counted or not: %s',
    async (counts) => {
      const { keys } = deployment({ givenAtMost: 10, counts })
      expect(await collect(keys.list({ pageSize: 100 }))).toHaveLength(25)
      const short = deployment({ givenAtMost: 7, counts })
      expect(await collect(short.keys.list())).toHaveLength(25)
    },
  )
})
