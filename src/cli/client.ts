import { connect } from '../connect/index.js'
import type { ClientOptions, KeyClient, Operation, Secret } from '../core/index.js'
import { flagOf, type Connection } from './connection.js'
import { usage, type Failure } from './failure.js'
import type { VendorEntry } from './vendor-entry.js'

/** A client of the vendor that a command is about. */
export async function clientOf(
  connection: Connection,
  credential: Secret,
  more: Pick<ClientOptions, 'fetch' | 'timeout' | 'retry'> = {},
): Promise<KeyClient> {
  const { vendor, options, baseUrl } = connection
  const missing = vendor.options.find(({ name, required }) => required && options[name] === undefined)
  if (missing !== undefined)
    throw usage(
      `${vendor.name} wants ${missing.description.split(',')[0]}: pass ${flagOf(connection, missing.name)}, or set ${missing.env}. Nothing was sent.`,
    )
  if (baseUrl === undefined)
    throw usage(
      `${vendor.name} has no public host: pass ${flagOf(connection, 'baseUrl')}, or set ${vendor.baseUrl.env}. Nothing was sent.`,
    )
  const name: string = vendor.id
  return connect(name, { ...options, baseUrl, [vendor.credential.name]: credential, ...more })
}

/** For what the vendor cannot do, before anything is asked. */
export function cannot({ name }: VendorEntry, operation: Operation): Failure {
  return usage(
    `${name} cannot ${operation} keys. \`keymux vendors\` shows what each one can. Nothing was sent.`,
  )
}
