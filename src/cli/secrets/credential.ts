import { Secret } from '../../core/index.js'
import { flagOf, type Connection, type ConnectionFlags } from '../connection.js'
import { usage } from '../failure.js'
import { askHidden, canAsk } from '../terminal/prompts.js'
import { vendorList } from '../vendor-list.js'
import { readDescriptor } from './read-stream.js'

/** The credential: from a file descriptor, the environment, or whoever sits there. Undefined where there is none of them. */
export async function findCredential(
  { vendor, credentialEnv, side }: Connection,
  { credentialFd }: Pick<ConnectionFlags, 'credentialFd'>,
): Promise<Secret | undefined> {
  if (credentialFd !== undefined) return new Secret(await readDescriptor(credentialFd, 'The credential'))
  const value = process.env[credentialEnv]
  if (value !== undefined && value !== '') return new Secret(value)
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

/** The environment for a child: without any vendor's credential, which is none of its business. */
export function withoutCredentials(others: readonly string[] = []): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const { credential } of vendorList) delete env[credential.env]
  for (const variable of others) delete env[variable]
  return env
}
