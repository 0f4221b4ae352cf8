import { open, rm, type FileHandle } from 'node:fs/promises'
import type { Secret } from '../../core/index.js'
import { credentialVariables } from '../config/credential-variables.js'
import type { Connection } from '../connection.js'
import { trouble, usage } from '../failure.js'
import type { Session } from '../session.js'
import { mayComeOut, revealSecret } from './reveal-secret.js'
import { printable } from '../terminal/printable.js'
import { requireProgram, runWithSecret, type ExecFlags } from './run-with-secret.js'

/** Where a secret shall go. */
export interface SecretFlags extends ExecFlags {
  readonly secretFile?: string
  readonly exec?: readonly string[]
  readonly reveal?: boolean
  /** The configuration file, whose profiles name variables that the command must not get. */
  readonly config?: string
}

/** A place that is ready to take a secret before the create is sent, so that none comes that nobody can hold. */
export interface SecretTarget {
  /** Whether the secret is a part of what is printed. */
  readonly isPrinted: boolean
  /** Where it is, for whoever wonders; said once it is there. */
  readonly note?: string
  /** Resolves when it is in other hands. `id` is the key's, if it is known. */
  deliver(secret: Secret, id: string | undefined): Promise<void>
  /** There will be no secret. */
  abandon(): Promise<void>
}

/** Throws where a secret would have nowhere to go: it could never be had again. */
export async function openTarget(
  flags: SecretFlags,
  session: Session,
  connection: Connection,
): Promise<SecretTarget> {
  const { secretFile, exec } = flags
  const isLetOut = mayComeOut(flags)
  if ([secretFile !== undefined, exec !== undefined, isLetOut].filter(Boolean).length > 1)
    throw usage('--secret-file, --exec and --reveal exclude each other: the secret goes to one place.')
  refuseIdle(flags)
  if (secretFile !== undefined) return fileTarget(secretFile)
  if (exec !== undefined) return await execTarget(exec, flags, session, connection)
  if (isLetOut) return printed(async () => undefined)
  if (!session.out.isTerminal || session.json)
    throw usage(
      'The secret would have nowhere to go: stdout is no terminal, or for programs. Name a place by --secret-file or --exec, or let it out by --reveal. Nothing was sent.',
    )
  return printed(() =>
    session.err.line(
      session.err.colours.yellow(
        'The secret follows, this once: whoever sees this screen has it. Store it now.',
      ),
    ),
  )
}

/** Whoever names a descriptor or a variable must not find the secret on the screen. */
function refuseIdle({ exec, secretEnv, secretFd }: SecretFlags): void {
  if (secretEnv !== undefined && secretFd !== undefined)
    throw usage(
      '--secret-env and --secret-fd exclude each other: the secret goes to one place. Nothing was sent.',
    )
  const idle = secretEnv === undefined ? '--secret-fd' : '--secret-env'
  if (exec === undefined && (secretEnv ?? secretFd) !== undefined)
    throw usage(
      `${idle} says how the command of --exec gets the secret, and there is no --exec. Nothing was sent.`,
    )
}

function printed(warn: () => Promise<void>): SecretTarget {
  return { isPrinted: true, deliver: warn, abandon: async () => undefined }
}

/** A file that was not there before, and that nobody else may read. */
async function fileTarget(file: string): Promise<SecretTarget> {
  const handle = await created(file)
  let isDelivered = false
  return {
    isPrinted: false,
    note: `The secret is in ${file}, which you alone may read.`,
    async deliver(secret) {
      try {
        await handle.writeFile(`${revealSecret(secret)}\n`)
        await handle.sync()
        isDelivered = true
      } catch {
        throw trouble(`${file} could not be written.`)
      }
      await handle.close()
    },
    async abandon() {
      if (isDelivered) return
      await handle.close()
      await rm(file, { force: true })
    },
  }
}

async function created(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw usage(
        `${file} is there already, and is not overwritten. Name another --secret-file. Nothing was sent.`,
      )
    throw trouble(`${file} cannot be made. Nothing was sent.`)
  }
}

async function execTarget(
  command: readonly string[],
  flags: SecretFlags,
  { err }: Session,
  connection: Connection,
): Promise<SecretTarget> {
  const [program] = command
  if (program === undefined)
    throw usage('--exec takes the command that shall get the secret, as the last of all.')
  if (flags.secretEnv !== undefined && !/^[A-Za-z_]\w*$/.test(flags.secretEnv))
    throw usage('--secret-env takes the name of a variable, such as ACME_KEY. Nothing was sent.')
  await requireProgram(program)
  const credentials = await credentialVariables(connection, flags)
  return {
    isPrinted: false,
    async deliver(secret, id) {
      await err.line(err.colours.dim(printable(`Handing the secret of ${id ?? 'the key'} to ${command[0]}.`)))
      await runWithSecret(command, secret, id, flags, credentials)
    },
    abandon: async () => undefined,
  }
}
