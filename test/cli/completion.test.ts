import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { bin, until, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
  mkdirSync(world.path('bin'))
  // Notes what it is run with, so that what a shell made of the typed keys can be seen; and completes for real.
  const noted = `#!/bin/sh
printf '%s\\n' "$@" >> "${world.path('ran')}"; echo . >> "${world.path('ran')}"
case "$1" in complete|completion) exec "${process.execPath}" "${bin}" "$@" ;; esac
`
  writeFileSync(world.path('bin', 'keymux'), noted)
  chmodSync(world.path('bin', 'keymux'), 0o755)
  writeFileSync(world.path('ci.secret'), '')
  mkdirSync(world.path('a folder'))
})
beforeEach(() => {
  for (const file of ['ran', 'ran-it']) rmSync(world.path(file), { force: true })
})
afterAll(() => world.close())

function hasProgram(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0
}

interface Shell {
  readonly name: string
  /** Starts it with nothing of the user's own. */
  readonly start: readonly string[]
  readonly load: string
}

const shells: readonly Shell[] = [
  { name: 'bash', start: ['bash', '--norc', '--noprofile', '-i'], load: 'source <(keymux completion bash)' },
  { name: 'zsh', start: ['zsh', '-f', '-i'], load: 'source <(keymux completion zsh)' },
  { name: 'fish', start: ['fish', '--no-config', '-i'], load: 'keymux completion fish | source' },
]
const hasTerminal = hasProgram('python3')
/** `npm run test:shells` installs what is missing, and leaves none out. */
const isDemanded = process.env['KEYMUX_SHELLS'] === 'all'

/** Types into a shell that has loaded the completion, and tells what it ran in the end. */
async function typed(
  { start, load }: Shell,
  keys: string,
  end: { readonly seen: string; readonly key: string } = { seen: '', key: '\r' },
): Promise<readonly (readonly string[])[]> {
  const path = `${world.path('bin')}:${process.env['PATH'] ?? ''}`
  const env = { PATH: path, TERM: 'xterm', PS1: 'now> ', PROMPT: 'now> ', KEYMUX_VENDOR: undefined }
  const { code } = await world.run([], {
    columns: 160,
    program: start,
    env,
    during: async (child, printed) => {
      const type = (text: string): void => void child.stdin?.write(text)
      // Twice: a file that is read again must not complain.
      type(`${load}\r${load}\recho load''ed\r`)
      await until(printed, 'loaded')
      type(keys)
      if (end.seen !== '') await until(printed, end.seen)
      // A line is taken back by a key, since a signal could come after the next one.
      type(`${end.key}\rexit 0\r`)
    },
  })
  expect(code).toBe(0)
  return readFileSync(world.path('ran'), 'utf8')
    .split('.\n')
    .map((words) => words.trimEnd().split('\n'))
    .filter(([first]) => first !== '')
}

describe.each(shells)('in $name', (shell) => {
  const isHere = hasTerminal && hasProgram(shell.name)
  const why = isHere ? '' : ' (it is not installed: npm run test:shells)'
  const isLeftOut = !isHere && !isDemanded

  it.skipIf(isLeftOut).each([
    ['keymux cre\t--na\tCI', ['create', '--name', 'CI']],
    ['keymux orphans rec\tkey_1', ['orphans', 'recover', 'key_1']],
    ['keymux list --vendor un\t', ['list', '--vendor', 'unkey']],
    ['keymux list --vendor=un\t', ['list', '--vendor=unkey']],
    ['keymux migrate plan --from cl\t--to un\t', ['migrate', 'plan', '--from', 'clerk', '--to', 'unkey']],
    ['keymux list --state rev\t', ['list', '--state', 'revoked']],
    ['keymux get "a b" --base-url http://h/x --js\t', ['get', 'a b', '--base-url', 'http://h/x', '--json']],
    ['keymux create --secret-file ci\t', ['create', '--secret-file', 'ci.secret']],
    ['keymux create --secret-file a\tx', ['create', '--secret-file', 'a folder/x']],
    ['keymux completion fi\t', ['completion', 'fish']],
  ])(`completes %j${why}`, async (keys, expected) => {
    const ran = await typed(shell, keys)
    expect(ran.at(-1)).toEqual(expected)
  })

  it.skipIf(isLeftOut)(`runs nothing that is only typed, and shows it to no process list${why}`, async () => {
    const substitution = shell.name === 'fish' ? '(touch ran-it)' : '$(touch ran-it)'
    const keys = `keymux list --owner sk_live_typed '$(touch ran-it)' ${substitution} --page-si\t`
    const ran = await typed(shell, keys, { seen: '--page-size', key: '\u0015' })
    expect(existsSync(world.path('ran-it'))).toBe(false)
    expect(ran.filter(([first]) => first !== 'completion')).toEqual([['complete']])
  })
})

/** What `complete` answers when these words stand there. */
async function answered(words: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr, code } = await world.run(['complete'], {
    input: words.map((word) => `${word}\0`).join(''),
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : (line.split('\t')[0] ?? '')))
}

describe('what could stand there', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['mig'], ['migrate']],
    [
      ['migrate', 'r'],
      ['run', 'resume', 'report', 'revoke-sources', 'rollback'],
    ],
    [['rotate', 'key_1', '--over'], ['--overlap']],
    [
      ['list', '--vendor', 'unkey', '--state', ''],
      ['active', 'disabled', 'revoked', 'expired'],
    ],
    [['list', '--state=a'], ['--state=active']],
    [['create', '--name', ''], []],
    [['get', ''], []],
    [['migrate', 'run', '--journal', ''], [':files']],
    [['migrate', 'run', '--transform='], [':files']],
    [['create', '--exec', 'vault-store', ''], [':files']],
    [
      ['nonsense', '--'],
      ['--version', '--help'],
    ],
  ])('after %j', async (words, expected) => {
    expect(await answered(words)).toEqual(expected)
  })

  it('is every flag of a command that takes nothing else', async () => {
    expect(await answered(['doctor', ''])).toEqual(expect.arrayContaining(['--vendor', '--json', '--help']))
  })

  it('of an unknown shell is a usage error', async () => {
    for (const words of [['completion'], ['completion', 'tcsh']])
      expect(await world.run(words)).toMatchObject({ code: 2, stdout: '' })
  })
})
