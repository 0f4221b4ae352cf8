import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator } from 'keymux/emulator'

/** Two users with keys that have to move. */
export const owners = ['user_2xhFjEI5X2qWRvtV13BzSj8H6Dk', 'user_2yKpQmR7sTuVwXyZaBcDeFgHiJk'] as const

export interface StandIn {
  readonly emulator: Emulator
  /** What the holders of the keys have in hand. */
  readonly secrets: readonly string[]
  close(): Promise<void>
}

/** Stand-ins for Clerk and Unkey in this process, with keys at Clerk; a worker finds them in the environment. */
export async function standIn(keysOfEach: number): Promise<StandIn> {
  const emulator = createEmulator()
  const { urls, close } = await emulator.listen()
  const { unkey, clerk: own } = emulator.credentials
  Object.assign(process.env, {
    CLERK_SECRET_KEY: own.secretKey,
    CLERK_BASE_URL: urls.clerk,
    UNKEY_ROOT_KEY: unkey.rootKey,
    UNKEY_API_ID: unkey.apiId,
    UNKEY_BASE_URL: urls.unkey,
    UNKEY_MIGRATION_ID: unkey.migrationId,
  })
  const keys = clerk({ ...own, baseUrl: urls.clerk })
  const secrets: string[] = []
  for (const owner of owners)
    for (let number = 1; number <= keysOfEach; number += 1) {
      const { secret } = await keys.create({ name: `Key ${number}`, owner, scopes: ['documents.read'] })
      secrets.push(secret.reveal())
    }
  return { emulator, secrets, close }
}
