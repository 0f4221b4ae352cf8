import { describe, expect, it } from 'vitest'
import { splitExec } from '../../src/cli/arguments.js'
import { createProgram } from '../../src/cli/program.js'
import { codeBlocks } from './code-blocks.js'
import { allPages } from './pages.js'

const blocks = await Promise.all(
  (await allPages()).map(async (page) => (await codeBlocks(page)).map((block) => ({ page, ...block }))),
)
const shown = blocks
  .flat()
  .filter(({ language }) => language === 'sh')
  .flatMap(({ page, text }) =>
    // Without a remark, and without what reads its output.
    text.split('\n').map((line) => [page, line.replace(/\s+#.*$|\s\|\s.*$/, '').trim()] as const),
  )
  .filter(([, line]) => /^(npx )?keymux /.test(line))

/** What a shell makes of a line without anything to expand. */
function argumentsOf(line: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  return words.slice(words.indexOf('keymux') + 1)
}

/** Reads a command as the command line does, and does nothing: rejects with what is wrong with it. */
async function read(line: string): Promise<string> {
  let ran = ''
  const program = createProgram(() => (...given) => {
    ran = (given.at(-1) as { name(): string }).name()
    return Promise.resolve()
  })
  const commands = [program]
  for (const command of commands) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, outputError: () => undefined })
    commands.push(...command.commands)
  }
  await program.parseAsync([...splitExec(argumentsOf(line)).own], { from: 'user' })
  return ran
}

describe('the commands that the pages show', () => {
  it('are there', () => expect(shown.length).toBeGreaterThan(8))

  it.each(shown)('in %s: %s', async (_, line) => {
    expect(await read(line)).not.toBe('')
  })

  it.each(['keymux creat --vendor unkey', 'keymux list --vendr unkey', 'keymux get --vendor unkey'])(
    'would not be %s',
    (line) => expect(read(line)).rejects.toThrow('error: '),
  )
})
