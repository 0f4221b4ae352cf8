import type { Capabilities } from '../core/capabilities.js'
import { operations, type Operation } from '../core/operation.js'
import { unwrapped } from '../core/wrapped.js'
import { configurationError } from './configuration-error.js'
import { given } from './given.js'
import { observed, type Run } from './observed.js'
import type { Sender } from './sender.js'
import { vendorError } from './vendor-error.js'

const senders = new WeakMap<object, Sender>()

/** What a client consists of besides its operations. */
interface Common {
  readonly vendor: string
  readonly capabilities: Capabilities
  can(operation: Operation): boolean
}

/**
 * Makes a client of its operations. What the vendor cannot do is there too, to say so, in case it is called past the types.
 * The sender stays beside the client, where nothing that prints the client finds it.
 */
export function defineClient<Client extends Common>(
  sender: Sender,
  capabilities: Capabilities,
  own: Omit<Client, keyof Common>,
): Client {
  const { profile } = sender
  const can = (operation: Operation): boolean =>
    operations.includes(operation) && capabilities[operation] !== 'none'
  const absent = operations.filter((operation) => !can(operation))
  const refusing = Object.fromEntries<Run>(
    absent.map((operation) => [operation, () => refuse(profile, operation)]),
  )
  const operated = Object.fromEntries(
    Object.entries<Run>({ ...refusing, ...own }).map(([name, run]) => {
      // What the vendor cannot do comes before what is wrong with the input.
      const onGiven = run === refusing[name] ? run : given(profile, name as Operation, run)
      return [name, observed(sender, name, onGiven)]
    }),
  )
  const client = Object.freeze({
    vendor: profile.id,
    capabilities: frozen(capabilities),
    can,
    ...operated,
  }) as unknown as Client
  senders.set(client, sender)
  return client
}

/** The sender of a client. Throws `configuration` for anything that no factory of keymux made. */
export function senderOf(client: object): Sender {
  const sender = senders.get(unwrapped(client))
  if (sender !== undefined) return sender
  throw configurationError(
    { id: 'raw', name: 'keymux/raw' },
    'this is not a client that a factory of keymux made.',
  )
}

/** Data that many clients share must not be changed by one of their users. */
function frozen<T extends object>(data: T): T {
  for (const value of Object.values(data)) if (typeof value === 'object' && value !== null) frozen(value)
  return Object.freeze(data)
}

async function refuse(profile: Sender['profile'], operation: Operation): Promise<never> {
  const what = `cannot ${operation} keys. Nothing was sent: ask \`keys.can('${operation}')\` first.`
  throw vendorError(profile, operation, 'unsupported', what)
}
