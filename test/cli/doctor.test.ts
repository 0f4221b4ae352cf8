import { writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { vendorList } from '../../src/cli/vendor-list.js'
import { jsonLines } from './support/json-lines.js'
import { bin, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World
let powerless: World
/** Hands each request on to Unkey's stand-in, and tells the time of an hour ago. */
let late: Server
/** Answers every request with the status and the type that stand in its path. */
let other: Server

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
  other = createServer(({ url = '' }, answer) => {
    const [, status, type = ''] = url.split('/')
    answer.writeHead(Number(status), type === '' ? {} : { 'content-type': `text/${type}` }).end()
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  await world.close()
  await powerless.close()
  late.close()
  other.close()
})

function lateUrl(): string {
  return urlOf(late)
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
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
  const findings = jsonLines<{ vendor: string; finding: string }>(stdout)
  // Without a credential a vendor is told of, and no fault.
  const expected = vendorList.map(({ id }) => ({
    vendor: id,
    finding: id === 'workos' ? 'no_credential' : 'fine',
  }))
  expect({ code, findings }).toMatchObject({ code: 0, findings: expected })
  const operations = world.emulator.requests.slice(asked).map(({ operation }) => operation)
  expect(operations.filter((operation) => !['list', 'get', 'verify'].includes(operation ?? ''))).toEqual([])
})

/** Fails each request as Node does where no answer comes. */
function failing(code: string): string {
  const file = world.path(`${code}.cjs`)
  writeFileSync(
    file,
    `globalThis.fetch = async () => { throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: '${code}' }) }) }`,
  )
  return `--require ${file}`
}

async function diagnosed(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Record<string, unknown>> {
  const { code, stdout } = await world.run(['doctor', '--json', ...args], { env })
  return { code, ...JSON.parse(stdout) } as Record<string, unknown>
}

describe('where no answer comes', () => {
  it.each([
    ['ENOTFOUND', undefined, 'unreachable', 'network'],
    ['ENOTFOUND', 'https://mistyped.test', 'wrong_base_url', '--base-url'],
    ['EAI_AGAIN', 'https://mistyped.test', 'unreachable', 'network'],
    ['SELF_SIGNED_CERT_IN_CHAIN', undefined, 'unreachable', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_NOT_YET_VALID', undefined, 'unreachable', 'clock'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', undefined, 'wrong_base_url', '--base-url'],
    ['ECONNRESET', undefined, 'vendor_down', 'status page'],
  ])('at %s of %s the finding is %s', async (failure, baseUrl, finding, next) => {
    const env = { UNKEY_BASE_URL: baseUrl, NODE_OPTIONS: failing(failure) }
    const found = await diagnosed(['--vendor', 'unkey'], env)
    expect(found).toMatchObject({ finding, next: expect.stringContaining(next) })
  })

  it.each([
    [{ HTTPS_PROXY: 'http://proxy.test' }, true],
    [{ https_proxy: 'http://proxy.test', NODE_USE_ENV_PROXY: '1' }, false],
    [{ HTTP_PROXY: 'http://proxy.test' }, false],
  ])('the proxy is thought of: %j', async (proxy, isTold) => {
    const env = { UNKEY_BASE_URL: undefined, NODE_OPTIONS: failing('ECONNREFUSED'), ...proxy }
    const { next } = await diagnosed(['--vendor', 'unkey'], env)
    expect(String(next).includes('NODE_USE_ENV_PROXY=1')).toBe(isTold)
  })
})

it.each([
  ['429/html', 'rate_limited'],
  ['401', 'wrong_credential'],
  ['401/plain', 'wrong_credential'],
  ['401/html', 'wrong_base_url'],
  ['404/plain', 'wrong_base_url'],
])('takes %s of a gateway for %s', async (path, finding) => {
  const found = await diagnosed(['--vendor', 'unkey', '--base-url', `${urlOf(other)}/${path}`])
  expect(found).toMatchObject({ finding })
})

it('needs no owner to find a credential good', async () => {
  const found = await diagnosed(['--vendor', 'clerk'], { CLERK_SUBJECT: undefined })
  expect(found).toMatchObject({ code: 0, finding: 'fine', works: ['get', 'verify'], fails: [] })
})

it('sends a credential for one vendor to no other', async () => {
  const asked = world.emulator.requests.length
  const program = [
    'sh',
    '-c',
    'echo unkey_very_secret | exec "$@" --credential-fd 0',
    'sh',
    process.execPath,
    bin,
  ]
  const { code, stderr } = await world.run(['doctor'], { program })
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('name it by --vendor') })
  expect(world.emulator.requests.length).toBe(asked)
})

it('asks the vendor of the default profile, as every command does', async () => {
  const place = await World.open()
  const staging = { vendor: 'unkey', options: { apiId: place.env['UNKEY_API_ID'] }, credentialEnv: 'STAGING' }
  writeFileSync(
    place.path('keymux.config.json'),
    JSON.stringify({ default: 'staging', profiles: { staging } }),
  )
  const env = { UNKEY_API_ID: undefined, UNKEY_ROOT_KEY: undefined, STAGING: place.env['UNKEY_ROOT_KEY'] }
  const { code, stdout } = await place.run(['doctor', '--json'], { env })
  expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, vendor: 'unkey', finding: 'fine' })
  await place.close()
})
