import { CommanderError, type Command } from 'commander'
import { splitExec } from './arguments.js'
import { usage } from './failure.js'
import { interruption, receivedSignal, watchSignals } from './interrupt.js'
import { createProgram } from './program.js'
import { exitOf, reportError } from './report-error.js'
import { refuseCredentialFlags } from './secrets/credential-flags.js'
import { takeCredentials } from './secrets/environment-credentials.js'
import type { Run } from './session.js'
import { notesTo, ReaderGone, resultsTo } from './terminal/output.js'
import { usageError } from './usage-error.js'
import { version } from './version.js'

/** Runs the command that the arguments name, and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const { own, exec } = splitExec(args)
  const out = resultsTo(process.stdout, process.env)
  const err = notesTo(process.stderr, process.env)
  const json = own.includes('--json')
  reportFaults({ err, json })
  try {
    if (own[0] === 'complete') return await (await import('./completion/completion.js')).complete(out)
    refuseCredentialFlags(own)
    takeCredentials()
    watchSignals()
    const run: Run =
      (action) =>
      async (...given) => {
        const command = given.at(-1) as Command
        const flags = { ...command.opts(), ...(exec !== undefined && { exec }) } as Readonly<
          Record<string, never>
        >
        if (exec !== undefined && !command.options.some(({ long }) => long === '--exec'))
          throw usage(`\`keymux ${command.name()}\` runs no other command: it has no --exec.`)
        await action(
          { out, err, signal: interruption, json },
          flags,
          command.processedArgs.flat() as string[],
        )
      }
    const program = createProgram(run)
    configured(program, out.columns)
    if (own.includes('--version') || own.includes('-V')) return await out.line(version())
    if (own.length === 0) return await out.line(program.helpInformation().trimEnd())
    await program.parseAsync(own, { from: 'user' }).catch((error: unknown) => {
      const isMistake = error instanceof CommanderError && error.exitCode !== 0
      throw isMistake ? usageError(error, own, program) : error
    })
  } catch (error) {
    if (error instanceof ReaderGone) return
    if (error instanceof CommanderError && error.exitCode === 0) return
    await reportError(error, { err, json }).catch(() => undefined)
    process.exitCode = exitOf(error)
  } finally {
    const signalled = receivedSignal()
    if (signalled !== undefined) process.exitCode = signalled
  }
}

/** The parser prints help and nothing else, and never ends the process by itself. */
function configured(program: Command, columns: number): void {
  const width = Number.isFinite(columns) ? columns : 100
  for (const command of commandsOf(program))
    command.exitOverride().configureOutput({
      outputError: () => undefined,
      writeErr: (text) => void process.stderr.write(text),
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
    })
}

function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)]
}

/** What nobody caught: Node would print the line of code and a stack, whose message could quote anything. */
function reportFaults(session: Parameters<typeof reportError>[1]): void {
  const end = async (fault: unknown): Promise<void> => {
    await reportError(fault, session).catch(() => undefined)
    process.exit(exitOf(fault))
  }
  process.on('uncaughtException', (fault) => void end(fault))
  process.on('unhandledRejection', (fault) => void end(fault))
}
