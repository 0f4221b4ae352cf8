import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { createEmulator } from '../src/emulator/index.js'
import { clerk } from '../src/providers/clerk/index.js'
import { unkey } from '../src/providers/unkey/index.js'

const usage = `npm run screens -- [--check]

  Writes into docs/cli.md what the built command shows, at stand-ins for the vendors.

  --check    compare with what is there, and write nothing`

const page = 'docs/cli.md'
const bin = resolve('dist', 'cli', 'keymux.cjs')
const marked = /(<!-- screen: (\d+) columns: keymux ?(.*?) -->\n\n```text\n)[\s\S]*?(\n```\n)/g

const run = promisify(execFile)
const now = new Date('2026-01-31T12:00:00Z')

/** What a command shows at so many columns. */
async function screen(args: readonly string[], columns: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(process.execPath, [bin, ...args], {
    cwd: env['XDG_STATE_HOME'],
    env: { ...env, COLUMNS: columns },
  })
  // How far two clocks are apart differs from run to run.
  return stdout.trimEnd().replaceAll(/clock +-?\d+ s .*/g, "clock  0 s ahead of the vendor's")
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const emulator = createEmulator({ seed: 1, now: () => now })
  const server = await emulator.listen()
  const state = await mkdtemp(join(tmpdir(), 'keymux-screens-'))
  const { rootKey, apiId, migrationId } = emulator.credentials.unkey
  const { secretKey, subject } = emulator.credentials.clerk
  const env = {
    PATH: process.env['PATH'],
    XDG_STATE_HOME: state,
    UNKEY_ROOT_KEY: rootKey,
    UNKEY_API_ID: apiId,
    UNKEY_MIGRATION_ID: migrationId,
    UNKEY_BASE_URL: server.urls.unkey,
    CLERK_SECRET_KEY: secretKey,
    CLERK_SUBJECT: subject,
    CLERK_BASE_URL: server.urls.clerk,
  }
  try {
    const keys = unkey({ rootKey, apiId, baseUrl: server.urls.unkey })
    await keys.create({ name: 'CI of Acme', owner: 'user_1', expiresAt: new Date('2030-03-02T12:00:00Z') })
    await keys.create({ name: 'Nightly import of the warehouse', owner: 'user_2', enabled: false })
    const others = clerk({ secretKey, subject, baseUrl: server.urls.clerk })
    await others.create({ name: 'CI of Acme', description: 'Made by hand', scopes: ['read'] })
    await others.create({ name: 'Old', expiresAt: '1h' }).then(({ id }) => others.revoke(id))
    await others.create({ name: 'Nightly import', metadata: { plan: 'pro' } })
    const present = await readFile(page, 'utf8')
    let fresh = present
    const screens = [...present.matchAll(marked)]
    for (const [whole, before = '', columns = '', args = '', after = ''] of screens) {
      const shown = await screen(
        args.split(' ').filter((arg) => arg !== ''),
        columns,
        env,
      )
      fresh = fresh.replace(whole, () => before + shown + after)
    }
    if (fresh === present) return say('The screens are up to date.', 0)
    if (values.check)
      return say(`${page}: a screen differs from what the command shows. Run \`npm run screens\`.`, 1)
    await writeFile(page, fresh)
    return say(`${page}: written`, 0)
  } finally {
    await server.close()
    await rm(state, { recursive: true })
  }
}

function say(line: string, code: number): number {
  if (code === 0) console.log(line)
  else console.error(line)
  return code
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
