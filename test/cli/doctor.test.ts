import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { vendorList } from '../../src/cli/vendor-list.js'
import { World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World
let powerless: World
/** Hands each request on to Unkey's stand-in, and tells the time of an hour ago. */
let late: Server

beforeAll(async () => {
  world = await World.open()
  powerless = await World.open({ unkey: { rootKeyPermissions: ['api.*.create_key'] } })
  const upstream = new URL(world.server.urls.unkey)
  late = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming
    const onward = request(
      { host: upstream.hostname, port: upstream.port, method, path: url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, {
          ...answer.headers,
          date: new Date(Date.now() - 3_600_000).toUTCString(),
        })
        answer.pipe(outgoing)
      },
    )
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  await world.close()
  await powerless.close()
  late.close()
})

function lateUrl(): string {
  return `http://127.0.0.1:${(late.address() as AddressInfo).port}`
}

interface Case {
  readonly finding: string
  readonly code: number
  readonly next: string
  readonly args?: () => readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly isPowerless?: boolean
}

const cases: readonly Case[] = [
  { finding: 'fine', code: 0, next: 'Nothing to do' },
  { finding: 'no_credential', code: 2, next: 'Set UNKEY_ROOT_KEY', env: { UNKEY_ROOT_KEY: undefined } },
  { finding: 'wrong_credential', code: 1, next: 'UNKEY_ROOT_KEY', env: { UNKEY_ROOT_KEY: 'unkey_mistyped' } },
  { finding: 'no_permission', code: 1, next: 'permission', isPowerless: true },
  {
    finding: 'vendor_down',
    code: 3,
    next: 'status page',
    args: () => ['--base-url', 'http://127.0.0.1:59999'],
  },
  { finding: 'clock_off', code: 3, next: 'Set the clock', args: () => ['--base-url', lateUrl()] },
  {
    finding: 'wrong_base_url',
    code: 2,
    next: '--base-url',
    args: () => ['--base-url', 'http://no-such-host.invalid'],
  },
  {
    finding: 'wrong_base_url',
    code: 2,
    next: '--base-url',
    args: () => ['--base-url', world.server.urls.flow],
  },
  { finding: 'wrong_account', code: 1, next: '--api-id', args: () => ['--api-id', 'api_none'] },
  { finding: 'option_missing', code: 2, next: 'Set it', env: { UNKEY_API_ID: undefined } },
]

it.each(cases)(
  'tells $finding, and what to do',
  async ({ finding, code, next, args, env = {}, isPowerless }) => {
    const where = isPowerless === true ? powerless : world
    const ended = await where.run(['doctor', '--vendor', 'unkey', '--json', ...(args?.() ?? [])], { env })
    expect({ code: ended.code, ...JSON.parse(ended.stdout) }).toMatchObject({
      code,
      vendor: 'unkey',
      finding,
      next: expect.stringContaining(next),
    })
  },
)

it('looks at every vendor, and changes nothing', async () => {
  const asked = world.emulator.requests.length
  const { code, stdout } = await world.run(['doctor', '--json'], { env: { WORKOS_API_KEY: undefined } })
  const findings = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { vendor: string; finding: string })
  // Without a credential a vendor is told of, and no fault.
  const expected = vendorList.map(({ id }) => ({
    vendor: id,
    finding: id === 'workos' ? 'no_credential' : 'fine',
  }))
  expect({ code, findings }).toMatchObject({ code: 0, findings: expected })
  const operations = world.emulator.requests.slice(asked).map(({ operation }) => operation)
  expect(operations.filter((operation) => !['list', 'get', 'verify'].includes(operation ?? ''))).toEqual([])
})
