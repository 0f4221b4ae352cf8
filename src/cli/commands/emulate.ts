import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { createEmulator, type Emulator, type Fault } from '../../emulator/index.js'
import { profilesVariables } from '../config/credential-variables.js'
import { Failure, usage, trouble } from '../failure.js'
import { withoutCredentials } from '../secrets/credential.js'
import { RequestLog } from '../request-log.js'
import { requireProgram } from '../secrets/run-with-secret.js'
import type { Session } from '../session.js'
import { jsonLine } from '../terminal/printable.js'
import { vendorList } from '../vendor-list.js'

export interface EmulateFlags {
  readonly port?: number
  readonly seed?: number
  readonly fault?: readonly string[]
  readonly quiet?: boolean
  readonly exec?: readonly string[]
  /** Whose profiles' credentials the command of `exec` must not get. */
  readonly config?: string
}

/** Serves the stand-ins until Ctrl-C, or for as long as a command runs. */
export async function emulate(session: Session, flags: EmulateFlags): Promise<void> {
  const [program] = flags.exec ?? []
  if (flags.exec !== undefined && program === undefined)
    throw usage('--exec takes the command to run, as the last of all.')
  if (program !== undefined) await requireProgram(program)
  const withheld = await withheldFrom(flags)
  const emulator = createEmulator(flags.seed === undefined ? {} : { seed: flags.seed })
  for (const fault of flags.fault ?? []) emulator.faults.add(faultOf(fault))
  const server = await emulator
    .listen(flags.port === undefined ? {} : { port: flags.port })
    .catch((error: unknown) => {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      throw trouble(`A port ${isTaken ? 'is taken' : 'may not be used'}: name another --port, or none.`)
    })
  const variables = environmentOf(emulator, server.urls)
  const log = flags.quiet === true ? undefined : new RequestLog(emulator, session)
  try {
    if (flags.exec !== undefined) {
      if (flags.quiet !== true) await session.err.line(session.err.colours.dim(forCode))
      return await runIn(flags.exec, variables, withheld, session)
    }
    await printEnvironment(variables, session)
    await new Promise((resolve) => session.signal.addEventListener('abort', resolve, { once: true }))
  } finally {
    await server.close()
    await log?.end()
  }
}

/** The variables that the command must not get. Which ones hold credentials only the configuration says: one that does not is refused. */
async function withheldFrom({ exec, config }: EmulateFlags): Promise<readonly string[]> {
  if (exec === undefined) {
    if (config === undefined) return []
    throw usage(
      '--config goes with --exec: it says which variables hold credentials, which its command must not get.',
    )
  }
  try {
    return await profilesVariables(config)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure(
      error.exit,
      `${error.message} It would say which variables hold credentials: the command of --exec must get none of them, and was not run.`,
      'Mend the file, or name another with --config.',
    )
  }
}

/** `lost-response,vendor=unkey,operation=create,times=2`; what is wrong with it the emulator says. */
function faultOf(text: string): Fault {
  const [kind = '', ...options] = text.split(',')
  const pairs = options.map((option) => {
    const [name = '', value] = option.split(/=(.*)/s)
    if (value === undefined)
      throw usage('--fault takes a kind and name=value: lost-response,vendor=unkey,times=2')
    return [name, valueOf(value)] as const
  })
  return { kind, ...Object.fromEntries(pairs) } as Fault
}

function valueOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text
}

/**
 * A credential's variable is read by every factory too, but a base URL's by those of vendors without a public host alone: nobody's
 * production shall go elsewhere because of a variable.
 */
const forCode =
  'The keymux command reads all of these variables. A client in your code takes its address as an option: baseUrl: process.env.UNKEY_BASE_URL.'

/** The variables by which the command line finds the stand-ins. */
function environmentOf(
  { credentials }: Emulator,
  urls: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  return vendorList.flatMap(({ id, credential, options, baseUrl }) => {
    const own: Readonly<Record<string, string | undefined>> | undefined = new Map(
      Object.entries(credentials),
    ).get(id)
    // A vendor that nobody wrote a stand-in for.
    if (own === undefined) return []
    return [credential, ...options, { name: 'baseUrl', env: baseUrl.env }].flatMap(({ name, env }) => {
      const value = name === 'baseUrl' ? urls[id] : own[name]
      return value === undefined ? [] : [[env, value] as const]
    })
  })
}

async function printEnvironment(
  variables: readonly (readonly [string, string])[],
  { out, err, json }: Session,
): Promise<void> {
  if (json) return out.line(jsonLine(Object.fromEntries(variables)))
  for (const [name, value] of variables) await out.line(`export ${name}='${value}'`)
  await err.line(
    err.colours.dim(
      `The four upstreams stand by. Paste these lines into another shell, and try: keymux create --vendor unkey --name CI`,
    ),
  )
  await err.line(err.colours.dim(forCode))
  await err.line(err.colours.dim('Ctrl-C ends it all.'))
}

async function runIn(
  [command = '', ...args]: readonly string[],
  variables: readonly (readonly [string, string])[],
  withheld: readonly string[],
  { signal }: Session,
): Promise<void> {
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...withoutCredentials(withheld), ...Object.fromEntries(variables) },
  })
  signal.addEventListener('abort', () => child.kill(), { once: true })
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', () => reject(trouble(`${command} could not be started.`)))
    child.once('close', (code, ended) => resolve(code ?? 128 + constants.signals[ended ?? 'SIGTERM']))
  })
}
