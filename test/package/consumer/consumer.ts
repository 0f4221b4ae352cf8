import { KeymuxError, Secret, type CreateKeyResult, type ErrorCode } from 'keymux'
import { clerk, type ClerkClient } from 'keymux/clerk'
import { conformance, formatReport } from 'keymux/conformance'
import { connect, type VendorName } from 'keymux/connect'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { factify, type FactifyCreateInput } from 'keymux/factify'
import { flow, type FlowOptions } from 'keymux/flow'
import { raw } from 'keymux/raw'
import { unkey, type paths } from 'keymux/unkey'

// Compiled where the package is installed, with no types of Node and no look away from its declarations.

const emulator: Emulator = createEmulator({ seed: 1 })
const options: FlowOptions = { ...emulator.credentials.flow, baseUrl: 'https://flow.example.com' }
const input: FactifyCreateInput = { name: 'Build', expiresAt: '30d' }
const client: ClerkClient = clerk({ secretKey: new Secret('fake') })

export async function createEverywhere(): Promise<readonly CreateKeyResult[]> {
  const keys = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch })
  const created = await keys.create({ metadata: { plan: 'pro' } })
  const plan: string = created.metadata.plan
  const { data } = await raw(keys).POST('/v2/keys.createKey', { body: { apiId: 'api_1', name: plan } })
  const id: string | undefined = data?.data.keyId
  // @ts-expect-error
  await raw(keys).POST('/v2/keys.createKey', { body: { apiId: 1, name: id } })
  // @ts-expect-error
  await flow(options).create({ name: 'Build', metadata: {} })
  return [
    created,
    await client.create({ name: 'Build', owner: 'user_1' }),
    await factify().create(input),
    await flow(options).create({ name: 'Build' }),
  ]
}

export async function connectTo(name: string, known: VendorName): Promise<readonly string[]> {
  const keys: ClerkClient = await connect('clerk', { secretKey: new Secret('fake') })
  // @ts-expect-error
  await connect('clerk', { rootKey: 'fake' })
  return [keys.vendor, (await connect(name)).vendor, (await connect(known)).vendor]
}

export async function reportOn(rootKey: string): Promise<string> {
  const suite = conformance({
    credential: rootKey,
    client: (credential, more) => unkey({ ...more, rootKey: credential, apiId: 'api_1' }),
    input: () => ({ name: 'Build' }),
  })
  return formatReport(await suite.run())
}

export function codeOf(error: unknown): ErrorCode | undefined {
  return KeymuxError.is(error) ? error.code : undefined
}

export type Paths = keyof paths
