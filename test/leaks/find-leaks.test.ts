import { describe, expect, it } from 'vitest'
import { findLeaks } from './find-leaks.js'

const secret = 'sk_live_Zx9QwErTyUiOpAsDfGhJkL'
const leaksIn = (text: string, known: string[] = []): string[] =>
  findLeaks(text, { secrets: [secret], known })

describe('findLeaks', () => {
  it.each([
    ['whole', `key: ${secret}!`, ['whole', 'run']],
    ['a run of its random part', `key: sk_live_${secret.slice(8, 16)}…`, ['run']],
    ['a run from its middle', `…${secret.slice(12, 20)}…`, ['run']],
    [
      'URL-encoded',
      `?k=${[...secret].map((c) => `%${c.codePointAt(0)?.toString(16)}`).join('')}`,
      ['whole', 'run'],
    ],
    [
      'JSON-escaped',
      [...secret].map((c) => `\\u${c.codePointAt(0)?.toString(16).padStart(4, '0')}`).join(''),
      ['whole', 'run'],
    ],
    ['base64', Buffer.from(secret).toString('base64'), ['base64']],
    ['base64 after one character', Buffer.from(`:${secret}`).toString('base64'), ['base64']],
    ['base64 after two characters', Buffer.from(`u:${secret}x`).toString('base64url'), ['base64']],
    ['hex', Buffer.from(secret).toString('hex').toUpperCase(), ['hex']],
  ])('finds a secret that is %s', (_, text, leaks) => {
    expect(leaksIn(text)).toEqual(leaks)
  })

  it.each([
    ['nothing', ''],
    ['what all secrets begin with', 'a key that begins with sk_live_'],
    ['seven characters', secret.slice(8, 15)],
    ['the hint', `sk_live_…${secret.slice(-4)}`],
    ['its digest', 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='],
  ])('lets pass %s', (_, text) => {
    expect(leaksIn(text)).toEqual([])
  })

  it('lets pass a run that another text may show', () => {
    expect(leaksIn(`org_${secret.slice(8, 20)}`, [`org_${secret.slice(8, 20)}`])).toEqual([])
    expect(leaksIn(`org_${secret.slice(8, 22)}`, [`org_${secret.slice(8, 20)}`])).toEqual(['run'])
  })
})
