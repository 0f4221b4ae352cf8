import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Operation } from 'keymux'
import { vendorList } from '../../src/cli/vendor-list.js'
import { LeakWorld, type Held } from './support/leak-world.js'
import { hasProcesses } from './support/watch.js'

vi.setConfig({ testTimeout: 120_000 })

let at: LeakWorld

beforeAll(async () => {
  at = await LeakWorld.open(20_300_707)
})
afterAll(() => at.world.close())

interface Command {
  readonly name: string
  /** What the vendor must be able to do. */
  readonly needs?: Operation
  /** What it is about. Default: a key that works. */
  readonly isOrphan?: boolean
  readonly args: (key: Held, file: string) => readonly string[]
  readonly exec?: (file: string) => readonly string[]
  readonly input?: (key: Held) => string
  /** It was told to show the new secret on stdout. */
  readonly reveals?: boolean
}

const commands: readonly Command[] = [
  { name: 'create', args: (_, file) => ['create', '--name', 'watched', '--secret-file', file] },
  { name: 'create --reveal', args: () => ['create', '--name', 'shown', '--json', '--reveal'], reveals: true },
  {
    name: 'create --exec',
    args: () => ['create', '--name', 'handed over', '--secret-fd', '5'],
    exec: (file) => ['--exec', 'sh', '-c', `cat <&5 > ${file}; sleep .2`],
  },
  { name: 'list', args: () => ['list', '--json'] },
  { name: 'get', args: ({ id }) => ['get', id] },
  { name: 'update', needs: 'update', args: ({ id }) => ['update', id, '--name', 'renamed'] },
  { name: 'verify', needs: 'verify', args: () => ['verify'], input: ({ secret }) => secret },
  {
    name: 'rotate',
    args: ({ id }, file) => ['rotate', id, '--overlap', '1h', '--yes', '--secret-file', file],
  },
  {
    name: 'rotate a leaked key',
    args: ({ id }, file) => ['rotate', id, '--overlap', '0s', '--yes', '--secret-file', file],
  },
  { name: 'revoke', args: ({ id }) => ['revoke', id, '--yes'] },
  {
    name: 'revoke --by-secret',
    needs: 'verify',
    args: () => ['revoke', '--by-secret', '--yes'],
    input: ({ secret }) => secret,
  },
  { name: 'delete', needs: 'delete', args: ({ id }) => ['delete', id, '--yes'] },
  { name: 'doctor', args: () => ['doctor'] },
  { name: 'orphans list', isOrphan: true, args: () => ['orphans', 'list'] },
  {
    name: 'orphans recover',
    needs: 'recover',
    isOrphan: true,
    args: ({ id }, file) => ['orphans', 'recover', id, '--secret-file', file],
  },
  { name: 'orphans confirm', isOrphan: true, args: ({ id }) => ['orphans', 'confirm', id] },
  { name: 'orphans revoke', isOrphan: true, args: ({ id }) => ['orphans', 'revoke', id, '--yes'] },
]

const rows = vendorList.flatMap(({ id, name, capabilities }) =>
  commands
    .filter(({ needs }) => needs === undefined || capabilities[needs] !== 'none')
    // Clerk's names cannot be changed.
    .filter((command) => command.name !== 'update' || capabilities.changes.includes('name'))
    .map((command) => ({ vendor: id, called: name, ...command })),
)

describe.skipIf(!hasProcesses)('while a command runs, and after it, nobody sees a secret', () => {
  it.concurrent.each(rows)(
    '$called: $name',
    async ({ vendor, args, exec, input, isOrphan, reveals = false }) => {
      const held = await (isOrphan === true ? at.orphanAt(vendor) : at.keyAt(vendor))
      const file = `${at.name()}.key`
      const own = ['--vendor', vendor, '--credential-fd', '3']
      const { code, stdout, stderr, seen, looks } = await at.watch({
        args: [...args(held, file), ...own, ...(exec?.(file) ?? [])],
        ...(input !== undefined && { input: input(held) }),
        descriptors: [`${vendor}.credential`],
      })
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
      expect(looks).toBeGreaterThan(1)
      const made = reveals ? [(JSON.parse(stdout) as Held).secret] : []
      if (existsSync(at.world.path(file))) made.push(at.read(file))
      const others = seen.filter(({ where }) => !(reveals && where === 'stdout'))
      expect(at.leaksIn(others, [held.secret, ...made])).toEqual([])
    },
  )
})

describe.skipIf(!hasProcesses)('a command with its credential in its environment', () => {
  it.each(vendorList)('gives none to its child: $name', async ({ id: vendor }) => {
    const name = at.name()
    const script = `cat <&3 > ${name}.key; env > ${name}; sleep .2`
    const { code, seen } = await at.watch({
      args: ['create', '--name', name, '--vendor', vendor, '--secret-fd', '3', '--exec', 'sh', '-c', script],
      env: {},
      hasCredentials: true,
    })
    expect(code).toBe(0)
    expect(seen.some(({ where }) => where === `file ${name}`)).toBe(true)
    expect(at.leaksIn(seen, [at.read(`${name}.key`)])).toEqual([])
  })
})

describe.skipIf(!hasProcesses)('emulate', () => {
  it('gives what its stand-ins let in to its child alone', async () => {
    const script = 'echo "$UNKEY_ROOT_KEY" > stand-in.key; sleep .3'
    const { code, seen } = await at.watch({ args: ['emulate', '--exec', 'sh', '-c', script] })
    const standIn = at.read('stand-in.key')
    expect({ code, isGiven: standIn.startsWith('unkey_') }).toEqual({ code: 0, isGiven: true })
    const elsewhere = seen.filter(({ where }) => !where.startsWith('environment of'))
    expect(at.leaksIn(elsewhere, [standIn])).toEqual([])
    expect(at.leaksIn(seen, [])).toEqual([])
  })
})

/** Shows a text everywhere that a command could. */
const careless = `
  const { writeFileSync, rmSync } = require('node:fs')
  const { spawn } = require('node:child_process')
  const [secret] = process.argv.slice(1)
  console.log(secret)
  console.error(Buffer.from('Bearer ' + secret).toString('base64'))
  writeFileSync('left', JSON.stringify({ part: secret.slice(-9) }))
  writeFileSync('temporary', secret)
  spawn('sleep', ['.6'], { env: { SECRET: encodeURIComponent(secret) } }).on('close', () => rmSync('temporary'))
`

describe.skipIf(!hasProcesses)('the search itself', () => {
  it('finds what is planted, in each place', async () => {
    const secret = 'unkey_Zx9QwErTyUiOpAsDfGhJkL23'
    const { seen } = await at.watch({ args: [secret], program: [process.execPath, '-e', careless] })
    const places = at.leaksIn(seen, [secret]).map((place) => place.replace(/( of \d+)?:.*/, ''))
    expect(new Set(places)).toEqual(
      new Set(['arguments', 'environment', 'ps', 'stdout', 'stderr', 'file left', 'file temporary']),
    )
    expect(at.leaksIn(seen, ['unkey_3vNmKqLpWzXcRtYuHgFdSa98'])).toEqual([])
  })

  it('finds a credential in the environment of a command that it was given to so', async () => {
    const { seen } = await at.watch({ args: ['doctor', '--vendor', 'unkey'], env: {} })
    expect(at.leaksIn(seen, []).every((place) => place.startsWith('environment of'))).toBe(true)
    expect(at.leaksIn(seen, [])).toHaveLength(1)
  })
})
