import { configurationError } from './configuration-error.js'
import type { Sender } from './sender.js'

const senders = new WeakMap<object, Sender>()

/** Makes a client of its operations. The sender stays beside it, where nothing that prints the client finds it. */
export function defineClient<Client extends object>(sender: Sender, operations: Client): Client {
  const client = Object.freeze(operations)
  senders.set(client, sender)
  return client
}

/** The sender of a client. Throws `configuration` for anything that no factory of keymux made. */
export function senderOf(client: object): Sender {
  const sender = senders.get(client)
  if (sender !== undefined) return sender
  throw configurationError(
    { id: 'raw', name: 'keymux/raw' },
    'this is not a client that a factory of keymux made.',
  )
}
