import { execFile, spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
const marked = /(<!-- screen: (\d+) columns: keymux ?(.*?) -->\n\n```text\n)[\s\S]*?(```\n)/g

const now = new Date('2026-01-31T12:00:00Z')

interface Shell {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

/** What a command shows at so many columns; `< file` gives it a file as its standard input. */
async function screen(line: string, columns: string, { folder, env }: Shell): Promise<string> {
  const [command = '', input] = line.split(' < ')
  const args = command.split(' ').filter((arg) => arg !== '')
  const shown = await output(args, {
    cwd: folder,
    env: { ...env, COLUMNS: columns },
    input: input === undefined ? '' : await readFile(join(folder, input), 'utf8'),
  })
  return lasting(shown.trimEnd())
}

/** What differs from run to run in one form, and no credential, not even one that was made up, whole. */
function lasting(shown: string): string {
  const ports = new Set(shown.match(/(?<=127\.0\.0\.1:)\d+/g))
  const today = new Date().toISOString().slice(0, 10)
  return shown
    .replaceAll(/clock +-?\d+ s .*/g, "clock  0 s ahead of the vendor's")
    .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, (port) => String(4010 + [...ports].indexOf(port)))
    .replaceAll(new RegExp(`${today} \\d\\d:\\d\\d`, 'g'), '2026-01-31 12:00')
    .replaceAll(/^(export \w+(?:_KEY|_TOKEN)='.{8}).*'$/gm, "$1…'")
}

interface How {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly input: string
}

/** What a command prints on stdout. One that goes on until it is stopped is stopped once it has said so. */
function output(args: readonly string[], { input, ...how }: How): Promise<string> {
  const child = spawn(process.execPath, [bin, ...args], how)
  let shown = ''
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString()
    if (told.includes('Ctrl-C ends it all')) child.kill('SIGINT')
  })
  child.stdin.end(input)
  return new Promise((settle, reject) => {
    child.once('error', reject)
    child.once('close', () =>
      shown === '' ? reject(new Error(`keymux ${args.join(' ')} shows nothing. ${told}`)) : settle(shown),
    )
  })
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
    await layOut(state, env)
    const present = await readFile(page, 'utf8')
    let fresh = present
    const screens = [...present.matchAll(marked)]
    for (const [whole, before = '', columns = '', args = '', after = ''] of screens) {
      const shown = await screen(args, columns, { folder: state, env })
      fresh = fresh.replace(whole, () => `${before}${shown}\n${after}`)
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

/** A document with its overlay, what has become of it, and a key whose secret nobody took. */
async function layOut(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await cp(join('docs', 'examples', 'acme'), folder, { recursive: true })
  const document = await readFile(join(folder, 'openapi.yaml'), 'utf8')
  const later = document
    .replace('enum: [eu, us]', 'enum: [eu, us, ap]')
    .replace('required: [data, next_cursor]', 'required: [data]')
  await writeFile(join(folder, 'tomorrow.yaml'), later)
  const orphan = [
    'create',
    '--vendor',
    'clerk',
    '--name',
    'Deploy of Acme',
    '--owner',
    `user_${'a'.repeat(27)}`,
  ]
  const { code } = await promisify(execFile)(process.execPath, [bin, ...orphan, '--exec', 'false'], {
    cwd: folder,
    env,
  }).then(
    () => ({ code: 0 }),
    (error: { readonly code: unknown }) => error,
  )
  if (code !== 3) throw new Error('The create whose secret is lost did not end as it should.')
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
