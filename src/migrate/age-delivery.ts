import type * as Fs from 'node:fs/promises'

import type { Secret } from '../core/secret.js'
import { revealed } from '../core/revealed.js'
import { BatchWriter } from './batch-writer.js'
import { demandOptions } from './demand-options.js'
import { nodeModules } from './node-modules.js'
import { takeLock } from './file-lock.js'
import type { Delivery } from './run-options.js'
import { trouble } from './trouble.js'

/** What `ageDelivery` needs. */
export interface AgeDeliveryOptions {
  /** Who can read the file: age recipients, `age1…`. */
  readonly recipients: readonly string[]
  /** Where the secrets go. An existing one is added to. */
  readonly file: string
}

/** A delivery into a file. */
export interface AgeDelivery {
  /** Resolves when the secret is in the file, encrypted, and the file on the disk. */
  (item: Delivery, secret: Secret): Promise<void>
  /** Lets go of the file: another process may add to it then. */
  close(): Promise<void>
}

const begin = '-----BEGIN AGE ENCRYPTED FILE-----'
const end = '-----END AGE ENCRYPTED FILE-----\n'

/**
 * A `deliver` that encrypts each secret for the recipients, so that no plaintext is ever on a disk. The file is a row of armored
 * age files, each whole and flushed before its secrets count as delivered, so that a crash loses none; the standard `age` tool
 * reads one after the other. A secret is one line of JSON: `id`, `name`, `owner`, `target`, `replaces`, `secret`. Where
 * `replaces` names a key of an earlier line, that one is revoked. Needs Node.
 *
 * Throws a `KeymuxError`: `configuration` for recipients that are none; `conflict` for a file that another process adds to.
 *
 * @example
 * const deliver = await ageDelivery({ recipients: ['age1…'], file: 'new-keys.age' })
 * await runMigration(plan, { journal: 'unkey-to-clerk.journal', deliver })
 * await deliver.close()
 */
export async function ageDelivery(options: AgeDeliveryOptions): Promise<AgeDelivery> {
  demandOptions('ageDelivery', options, ['recipients', 'file'])
  const { recipients, file: path } = options
  if (!Array.isArray(recipients) || recipients.length === 0)
    throw trouble('configuration', '`recipients` must name at least one age recipient, `age1…`.')
  if (typeof path !== 'string' || path === '')
    throw trouble('configuration', '`file` must be the name of a file.')
  const encrypt = await encryptionFor(recipients)
  const release = await takeLock(`${path}.lock`)
  try {
    const file = await openWhole(path)
    // What comes together is one block.
    const blocks = new BatchWriter(file, encrypt)
    const deliver = async (item: Delivery, secret: Secret): Promise<void> =>
      blocks.write(lineOf(item, secret))
    const close = async (): Promise<void> => {
      await blocks.idle()
      await file.close()
      await release()
    }
    return Object.assign(deliver, { close })
  } catch (error) {
    await release()
    throw error
  }
}

type Encrypt = (text: string) => Promise<string>

async function encryptionFor(recipients: readonly string[]): Promise<Encrypt> {
  const { Encrypter, armor } = await import('./age.js')
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch {
      // Not quoted: who mistakes an identity for a recipient would find it in a log.
      throw trouble(
        'configuration',
        '`recipients` holds a text that is no age recipient: they start with `age1`.',
      )
    }
  }
  return async (text) => {
    const block = armor.encode(await encrypter.encrypt(text))
    return block.endsWith('\n') ? block : `${block}\n`
  }
}

function lineOf({ id, name, owner, target, replaces }: Delivery, secret: Secret): string {
  return `${JSON.stringify({ id, name, owner, target, replaces, secret: revealed(secret) })}\n`
}

/** What a crash left of a last block goes: nobody was told that it is there. */
async function openWhole(path: string): Promise<Fs.FileHandle> {
  const { fs } = await nodeModules()
  const file = await fs.open(path, 'a+', 0o600)
  const { size } = await file.stat()
  const tailSize = Math.min(size, 1 << 20)
  const { buffer } = await file.read(Buffer.alloc(tailSize), 0, tailSize, size - tailSize)
  const at = buffer.toString('latin1').lastIndexOf(end)
  if (size === 0) return file
  if (at < 0 && size > tailSize) {
    await file.close()
    throw trouble('conflict', `${path} does not look like a file of ageDelivery: take another name.`)
  }
  if (at < 0 && !buffer.toString('latin1').startsWith(begin.slice(0, size))) {
    await file.close()
    throw trouble('conflict', `${path} holds something else: take another name.`)
  }
  await file.truncate(at < 0 ? 0 : size - tailSize + at + end.length)
  return file
}
