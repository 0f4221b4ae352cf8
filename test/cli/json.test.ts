import { Ajv } from 'ajv'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readFile } from 'node:fs/promises'
import { World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World
const schemas = new Map<string, object>()

beforeAll(async () => {
  world = await World.open()
  const page = await readFile('docs/cli.md', 'utf8')
  for (const [, name = '', text = ''] of page.matchAll(/```json schema=(\w+)\n([\s\S]*?)\n```/g))
    schemas.set(name, JSON.parse(text) as object)
})
afterAll(() => world.close())

/** What is wrong with each line, by the schema that the page has for it. */
function faults(text: string, schema: string): unknown[] {
  const check = new Ajv({ allErrors: true }).compile(schemas.get(schema) ?? false)
  const lines = text.trim().split('\n')
  return lines.flatMap((line) => (check(JSON.parse(line)) ? [] : [{ line, errors: check.errors }]))
}

it('prints what the page says, at every command', async () => {
  const at = ['--vendor', 'clerk', '--json']
  const run = async (...args: readonly string[]): Promise<string> =>
    (await world.run([...args, ...at])).stdout
  const made = await run('create', '--name', 'schema', '--reveal')
  const { id } = JSON.parse(made) as { id: string }
  const input = (JSON.parse(made) as { secret: string }).secret
  const rotated = await run('rotate', id, '--overlap', '1h', '--yes', '--reveal')
  const outputs: readonly (readonly [schema: string, text: string])[] = [
    ['made', made],
    ['made', rotated],
    ['key', await run('list')],
    ['key', await run('get', id)],
    ['key', await run('update', id, '--description', 'x')],
    ['verdict', (await world.run(['verify', ...at], { input })).stdout],
    ['verdict', (await world.run(['verify', ...at], { input: 'ak_none' })).stdout],
    ['ended', await run('revoke', id, '--yes')],
    ['ended', await run('delete', id, '--yes')],
    ['diagnosis', await run('doctor')],
    ['error', (await world.run(['get', 'ak_none', ...at])).stderr],
    ['error', (await world.run(['list', '--vendor', 'none', '--json'])).stderr],
  ]
  expect(outputs.flatMap(([schema, text]) => faults(text, schema))).toEqual([])
  expect(outputs.filter(([, text]) => text === '')).toEqual([])
  await world.run(['create', '--name', 'lost two', ...at.slice(0, 2), '--exec', 'false'])
  expect(faults(await run('orphans', 'list'), 'orphan')).toEqual([])
  const migrate = async (...args: readonly string[]): Promise<string> =>
    (await world.run(['migrate', ...args, '--json'])).stdout
  const sides = ['--from', 'clerk', '--to', 'unkey']
  const journal = ['--journal', 'clerk-to-unkey.journal']
  const moving: typeof outputs = [
    ['plan', await migrate('plan', ...sides)],
    ['planned', await migrate('plan', ...sides, '--keys')],
    ['moved', await migrate('run', ...sides, '--yes')],
    ['moved', await migrate('resume', ...journal)],
    ['moved', await migrate('report', ...journal)],
    ['side', await migrate('rollback', ...journal, '--yes')],
  ]
  expect(moving.flatMap(([schema, text]) => faults(text, schema))).toEqual([])
  expect(moving.filter(([, text]) => text === '')).toEqual([])
  expect(schemas.size).toBe(11)
})
