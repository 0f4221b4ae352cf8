import { Secret } from '../../core/index.js'
import { flagOf, type Connection, type ConnectionFlags } from '../connection.js'
import { usage } from '../failure.js'
import { askHidden, canAsk } from '../terminal/prompts.js'
import { environmentCredential } from './environment-credentials.js'
import { readDescriptor } from './read-stream.js'

/** The credential: from a file descriptor, the environment, or whoever sits there. Undefined where there is none of them. */
export async function findCredential(
  { vendor, credentialEnv, side }: Connection,
  { credentialFd }: Pick<ConnectionFlags, 'credentialFd'>,
): Promise<Secret | undefined> {
  if (credentialFd !== undefined) return new Secret(await readDescriptor(credentialFd, 'The credential'))
  const value = environmentCredential(credentialEnv)
  if (value !== undefined) return new Secret(value)
  if (!canAsk()) return undefined
  const which = side === undefined ? '' : side === 'from' ? ', the source' : ', the target'
  return new Secret(
    await askHidden(`${vendor.name}${which}: ${vendor.credential.description} It is not shown.`),
  )
}

export async function requireCredential(
  connection: Connection,
  flags: Pick<ConnectionFlags, 'credentialFd'>,
): Promise<Secret> {
  const found = await findCredential(connection, flags)
  if (found !== undefined) return found
  const { vendor, credentialEnv } = connection
  throw usage(
    `${vendor.name} wants a credential (\`${vendor.credential.name}\`). Set ${credentialEnv}, or pass it by ${flagOf(connection, 'credentialFd')} 3 3<file. Nothing was sent.`,
  )
}

/** The environment for a child: the vendors' credentials are taken out of it, and those of profiles are none of its business either. */
export function withoutCredentials(ofProfiles: readonly string[]): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const variable of ofProfiles) delete env[variable]
  return env
}
