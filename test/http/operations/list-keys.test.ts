import { describe, expect, it } from 'vitest'
import type { KeyList } from '../../../src/core/list-keys.js'
import { listKeys } from '../../../src/http/operations/list-keys.js'
import { answering, contextWith, credential, errorOf, json } from '../support/acme.js'
import { listCall } from '../support/acme-keys.js'
import { listOf, placesIn, saying, type Paging } from '../support/acme-list.js'
import { watchRejections } from '../support/watch.js'

watchRejections()

async function idsOf(keys: KeyList<unknown>): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of keys) ids.push(id)
  return ids
}

const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

describe('a list by cursors', () => {
  it.each<[string, object]>([
    ['no cursor', { keys: [c] }],
    ['an empty cursor', { keys: [c], next: '' }],
    ['null for a cursor', { keys: [c], next: null }],
    ['a word', { keys: [c], more: false }],
    ['a word, whatever the cursor', { keys: [c], next: 'q', more: false }],
    ['an empty page', { keys: [] }],
  ])('ends by %s', async (_, last) => {
    const fetch = saying({ keys: [a, b], next: 'p/2', more: true }, last)
    expect(await idsOf(listOf(fetch))).toEqual([
      'a',
      'b',
      ...('keys' in last ? (last.keys as { id: string }[]).map(({ id }) => id) : []),
    ])
    expect(placesIn(fetch)).toEqual(['cursor=&limit=2', 'cursor=p/2&limit=2'])
  })

  it('goes on after an empty page that names the next one', async () => {
    expect(
      await idsOf(listOf(saying({ keys: [a], next: '1' }, { keys: [], next: '2' }, { keys: [b] }))),
    ).toEqual(['a', 'b'])
  })

  it('fails where there is more and the vendor does not say where', async () => {
    const error = await errorOf(idsOf(listOf(saying({ keys: [a], more: true }))))
    expect(error).toMatchObject({
      code: 'invalid_response',
      operation: 'list',
      status: 200,
      mayHaveActed: false,
    })
  })

  it.each([
    ['the same cursor', ['p']],
    ['two cursors', ['p', 'q']],
    ['a circle of cursors', ['p', 'q', 'r', 's', 't']],
    ['a circle behind a straight', ['1', '2', '3', 'p', 'q', 'p', 'q', 'p', 'q']],
  ])('does not go on for ever with %s', async (_, cursors) => {
    let request = 0
    const fetch = async (): Promise<Response> => {
      if (request > 100) throw new Error('The walk does not end.')
      return json({ keys: [], next: cursors[request++ % cursors.length] })
    }
    const error = await errorOf(idsOf(listKeys(contextWith(fetch), listCall('cursor'), {}, undefined)))
    expect(error).toMatchObject({ code: 'invalid_response', operation: 'list' })
    expect(error.message).toContain('again and again')
  })

  it('starts at a cursor', async () => {
    const fetch = saying({ keys: [c] })
    expect(await idsOf(listOf(fetch, 'cursor', { cursor: 'p3' }))).toEqual(['c'])
    expect(placesIn(fetch)).toEqual(['cursor=p3&limit=2'])
  })
})

describe('a list', () => {
  it('asks nothing before it is read, and no more than is read', async () => {
    const fetch = saying({ keys: [a, b], next: 'p' }, { keys: [c] })
    const keys = listOf(fetch)
    await new Promise((resolve) => setImmediate(resolve))
    expect(fetch.asked).toEqual([])
    for await (const { id } of keys) if (id === 'b') break
    expect(fetch.asked).toHaveLength(1)
  })

  it('can be read again and twice at once, from the start each time', async () => {
    const fetch = answering(() => json({ keys: [a, b] }))
    const keys = listOf(fetch)
    expect(await Promise.all([idsOf(keys), idsOf(keys)])).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(await idsOf(keys)).toEqual(['a', 'b'])
  })

  it.each<Paging>(['cursor', 'offset'])(
    'by %s shows the keys in one state alone, from all pages',
    async (paging) => {
      const keys = [
        { id: 'a', state: 'revoked' },
        { id: 'b', state: 'active' },
        { id: 'c' },
        { id: 'd', state: 'revoked' },
      ]
      const fetch = answering(async () => {
        const { searchParams } = new URL(fetch.asked.at(-1)?.url ?? '')
        const from = Number(searchParams.get('offset') ?? searchParams.get('cursor'))
        return json({
          keys: keys.slice(from, from + 2),
          next: from + 2 < 4 ? String(from + 2) : '',
          total: 4,
        })
      })
      expect(await idsOf(listOf(fetch, paging, { state: 'revoked' }))).toEqual(['a', 'd'])
      expect(await idsOf(listOf(fetch, paging, { state: 'expired' }))).toEqual([])
    },
  )

  it('stops at an abort between two pages', async () => {
    const controller = new AbortController()
    const fetch = saying({ keys: [a], next: 'p' }, { keys: [b] })
    const ids: string[] = []
    const read = async (): Promise<void> => {
      for await (const { id } of listOf(fetch, 'cursor', {}, controller.signal)) {
        ids.push(id)
        controller.abort()
      }
    }
    expect(await errorOf(read())).toMatchObject({ code: 'aborted', mayHaveActed: false })
    expect([ids, fetch.asked.length]).toEqual([['a'], 1])
  })

  it('fails at a key without an id rather than leave it out', async () => {
    for (const paging of ['cursor', 'offset'] as const) {
      const error = await errorOf(idsOf(listOf(saying({ keys: [a, { name: 'x' }, b], total: 3 }), paging)))
      expect(error).toMatchObject({ code: 'invalid_response', operation: 'list', vendor: 'acme' })
      expect(error.message).toContain('page()')
    }
  })

  it('fails where a page cannot be had', async () => {
    const fetch = answering(
      () => json({ keys: [a], next: 'p' }),
      () => json({ message: 'no' }, 403),
    )
    const ids: string[] = []
    const read = async (): Promise<void> => {
      for await (const { id } of listOf(fetch)) ids.push(id)
    }
    expect(await errorOf(read())).toMatchObject({ code: 'forbidden', operation: 'list', mayHaveActed: false })
    expect(ids).toEqual(['a'])
  })

  it.each([
    ['HTML', '<html>Sign in</html>'],
    ['nothing', ''],
    ['a page that was cut off', '{"keys":[{"id":"a"},{"id":"b"},{"i'],
    ['a page that was cut off between two keys', '{"keys":[{"id":"a"},{"id":"b"}'],
    ['a text', '"keys"'],
  ])('is not empty or short because of %s', async (_, text) => {
    for (const paging of ['cursor', 'offset'] as const) {
      const keys = listOf(
        answering(() => new Response(text)),
        paging,
      )
      expect(await errorOf(idsOf(keys))).toMatchObject({ code: 'invalid_response', mayHaveActed: false })
      expect(await errorOf(keys.page())).toMatchObject({ code: 'invalid_response', status: 200 })
    }
  })

  it('shows no credential, whatever the vendor echoes', async () => {
    const fetch = answering(() =>
      json({ keys: [{ id: 'a', note: credential, meta: { x: `<${credential}>` } }] }, 200, {
        'x-echo': credential,
      }),
    )
    const page = await listOf(fetch).page()
    expect(JSON.stringify([page, [...page.http.headers]]).includes(credential)).toBe(false)
    expect(page.keys[0]?.metadata).toEqual({ x: '<[redacted]>' })
  })
})
