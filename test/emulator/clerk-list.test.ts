import { describe, expect, it } from 'vitest'

import { type Clerk, contract, createClerk } from './support/clerk.js'

interface Listed {
  readonly data: readonly { name: string }[]
  readonly total_count: number
}

async function list(clerk: Clerk, query = ''): Promise<{ names: string; total: number }> {
  const { status, body } = await clerk.send('GET', `/api_keys?subject=${clerk.subject}${query}`)
  expect(status).toBe(200)
  const { data, total_count: total } = body as unknown as Listed
  return { names: data.map(({ name }) => name).join(), total }
}

describe(`clerk list, held against ${contract.source}`, () => {
  it('is newest first, ten at a time, and counts them all', async () => {
    const clerk = createClerk()
    for (let index = 0; index < 12; index += 1) await clerk.make({ name: `k${10 + index}` })
    expect(await list(clerk)).toEqual({ names: 'k21,k20,k19,k18,k17,k16,k15,k14,k13,k12', total: 12 })
    expect(await list(clerk, '&offset=10')).toEqual({ names: 'k11,k10', total: 12 })
    expect(await list(clerk, '&limit=2&offset=1')).toEqual({ names: 'k20,k19', total: 12 })
    expect(await list(clerk, '&limit=2.9')).toEqual({ names: 'k21,k20', total: 12 })
    expect(await list(clerk, '&offset=12')).toEqual({ names: '', total: 12 })
    expect(clerk.emulator.requests.at(-1)).toMatchObject({ operation: 'list', path: '/v1/api_keys' })
  })

  it('hides dead keys unless it is asked for them, by a word', async () => {
    const clerk = createClerk()
    await clerk.make({ name: 'lives' })
    await clerk.make({ name: 'expires', seconds_until_expiration: 1 })
    const { id } = await clerk.make({ name: 'revoked' })
    await clerk.send('POST', `/api_keys/${id}/revoke`, {})
    clerk.wait(1000)
    expect(await list(clerk)).toEqual({ names: 'lives', total: 1 })
    expect(await list(clerk, '&include_invalid=false')).toEqual({ names: 'lives', total: 1 })
    expect(await list(clerk, '&include_invalid=true')).toEqual({ names: 'revoked,expires,lives', total: 3 })
  })

  it('shows the keys of one subject and one type', async () => {
    const clerk = createClerk()
    const other = `org_${'b'.repeat(27)}`
    await clerk.make({ name: 'mine' })
    await clerk.make({ name: 'theirs', subject: other })
    await clerk.make({ name: 'robot', type: 'robot' })
    expect((await list(clerk)).names).toBe('mine')
    expect((await list(clerk, '&type=robot')).names).toBe('robot')
    const { body } = await clerk.send('GET', `/api_keys?subject=${other}`)
    expect(body).toMatchObject({ data: [{ name: 'theirs', subject: other }], total_count: 1 })
    expect(await clerk.send('GET', `/api_keys?subject=user_${'c'.repeat(27)}`)).toMatchObject({
      body: { data: [], total_count: 0 },
    })
  })

  it('searches the names, in any case', async () => {
    const clerk = createClerk()
    for (const name of ['Production', 'Staging', 'production 2']) await clerk.make({ name })
    expect(await list(clerk, '&query=PROD')).toEqual({ names: 'production 2,Production', total: 2 })
    expect(await list(clerk, '&query=')).toMatchObject({ total: 3 })
  })

  it('skips keys for whoever revokes while paging', async () => {
    const clerk = createClerk()
    const ids: string[] = []
    for (let index = 0; index < 4; index += 1) ids.push((await clerk.make({ name: `k${index}a` })).id)
    expect((await list(clerk, '&limit=2')).names).toBe('k3a,k2a')
    for (const id of ids.slice(2)) await clerk.send('POST', `/api_keys/${id}/revoke`, {})
    expect((await list(clerk, '&limit=2&offset=2')).names).toBe('')
  })

  it.each([
    ['subject', ''],
    ['subject', 'subject=user_1'],
    ['subject', 'subject='],
    ['include_invalid', 'include_invalid=1'],
    ['include_invalid', 'include_invalid=True'],
    ['limit', 'limit=0'],
    ['limit', 'limit=101'],
    ['limit', 'limit='],
    ['limit', 'limit=ten'],
    ['offset', 'offset=-1'],
    ['type', 'type=ab'],
  ])('refuses a wrong %s: "%s"', async (name, query) => {
    const clerk = createClerk()
    const subject = name === 'subject' ? '' : `subject=${clerk.subject}&`
    expect(await clerk.send('GET', `/api_keys?${subject}${query}`)).toMatchObject({
      status: 400,
      body: {
        errors: [{ code: 'bad_request', long_message: expect.stringContaining(`'query_parameter.${name}'`) }],
      },
    })
  })

  it('keeps a subject of the form that its own answers do not allow', async () => {
    const clerk = createClerk()
    const subject = `scim_${'d'.repeat(27)}`
    await clerk.make({ subject })
    expect(await clerk.send('GET', `/api_keys?subject=${subject}`)).toMatchObject({
      body: { data: [{ subject }] },
    })
  })
})
