import { existsSync, writeFileSync } from 'node:fs'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LeakWorld } from './support/leak-world.js'
import { openedAge } from './support/opened-age.js'
import { hasProcesses, type Seen } from './support/watch.js'

vi.setConfig({ testTimeout: 120_000 })

let at: LeakWorld

let worlds = 0

beforeEach(async () => {
  at = await LeakWorld.open(20_300_919 + (worlds += 1))
})
afterEach(() => at.world.close())

interface Move {
  readonly from: string
  readonly to: string
  readonly flags?: readonly string[]
  /** The caller brings the secrets along, on a file descriptor. */
  readonly brings?: boolean
  /** How many keys get new secrets. */
  readonly made: number
  readonly last: 'revoke-sources' | 'rollback'
}

const owner = ['--to-owner', 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk']
const moves: readonly Move[] = [
  { from: 'clerk', to: 'unkey', made: 0, last: 'revoke-sources' },
  { from: 'unkey', to: 'clerk', flags: owner, made: 2, last: 'rollback' },
  { from: 'flow', to: 'unkey', brings: true, made: 0, last: 'rollback' },
  { from: 'unkey', to: 'factify', made: 2, last: 'rollback' },
  { from: 'factify', to: 'flow', made: 2, last: 'revoke-sources' },
  { from: 'flow', to: 'openrouter', made: 2, last: 'rollback' },
  { from: 'openrouter', to: 'workos', made: 2, last: 'revoke-sources' },
  { from: 'workos', to: 'factify', made: 2, last: 'revoke-sources' },
]

describe.skipIf(!hasProcesses)('while keys move, nobody sees a secret', () => {
  it.each(moves)('from $from to $to', async ({ from, to, flags = [], brings = false, made, last }) => {
    const keys = [await at.keyAt(from), await at.keyAt(from)]
    writeFileSync(at.world.path('own.secrets'), keys.map((key) => `${JSON.stringify(key)}\n`).join(''))
    const identity = await generateIdentity()
    const sides = ['--from', from, '--to', to, ...flags, '--marker-in-name']
    const [source, target] = [
      ['--from-credential-fd', '3'],
      ['--to-credential-fd', '4'],
    ]
    const both = [...source, ...target, ...(brings ? ['--secrets-fd', '5'] : [])]
    const journal = ['--journal', `${from}-${to}.journal`]
    const steps: readonly (readonly string[])[] = [
      ['plan', ...sides, ...both],
      ['run', ...sides, ...both, ...journal, '--recipient', await identityToRecipient(identity), '--yes'],
      ['report', ...journal],
      ['resume', ...journal, ...both],
      [last, ...journal, ...(last === 'rollback' ? target : source), '--yes'],
    ]
    const seen: Seen[] = []
    for (const step of steps) {
      const watched = await at.watch({
        args: ['migrate', ...step],
        descriptors: [`${from}.credential`, `${to}.credential`, ...(brings ? ['own.secrets'] : [])],
      })
      const { code, stderr } = watched
      expect({ step, code, stderr: code === 0 ? '' : stderr }).toEqual({ step, code: 0, stderr: '' })
      seen.push(...watched.seen)
    }
    const file = at.world.path(`${from}-${to}.journal.age`)
    const delivered = existsSync(file) ? await openedAge(file, identity) : []
    expect(delivered).toHaveLength(made)
    expect(seen.some(({ where }) => where === `file ${from}-${to}.journal`)).toBe(true)
    const secrets = [...keys, ...delivered].map(({ secret }) => secret)
    // What identities begin with is the same for all.
    expect(at.leaksIn(seen, [...secrets, identity.slice(16)])).toEqual([])
  })
})
