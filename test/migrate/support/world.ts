import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyClient, Secret } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator, type Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'
import type { Delivery } from 'keymux/migrate'
import { onTestFinished } from 'vitest'

export const owners = ['user_2xhFjEI5X2qWRvtV13BzSj8H6Dk', 'org_2xhFjEI5X2qWRvtV13BzSj8H6Dk'] as const

/** A client of each vendor, without a socket. */
export function clientOf(emulator: Emulator, vendor: Vendor): KeyClient {
  const { fetch, credentials } = emulator
  switch (vendor) {
    case 'unkey':
      return unkey({ ...credentials.unkey, fetch })
    case 'clerk':
      return clerk({ secretKey: credentials.clerk.secretKey, fetch })
    case 'factify':
      return factify({ ...credentials.factify, fetch })
    case 'flow':
      return flow({ ...credentials.flow, baseUrl: 'https://flow.example.com', fetch })
  }
}

/** A name for a journal in a folder that is gone after the test. */
export async function journalPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keymux-migrate-'))
  onTestFinished(async () => rm(folder, { recursive: true, force: true }))
  return join(folder, 'keys.journal')
}

/** Holders of keys, by the key's id at the source. */
export class Holders {
  readonly secrets: Map<string, Secret> = new Map<string, Secret>()
  readonly deliveries: Delivery[] = []

  readonly deliver: (item: Delivery, secret: Secret) => Promise<void> = async (
    item: Delivery,
    secret: Secret,
  ): Promise<void> => {
    this.deliveries.push(item)
    this.secrets.set(item.id, secret)
  }
}

export { createEmulator, type Emulator, type Vendor }
