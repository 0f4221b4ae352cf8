import { createEmulator, type Emulator } from 'keymux/emulator'

/** A stand-in for Unkey in this process, which the app finds in the environment as it finds the real one. */
export async function standIn(): Promise<{ emulator: Emulator; close(): Promise<void> }> {
  const emulator = createEmulator()
  const { urls, close } = await emulator.listen()
  const { rootKey, apiId } = emulator.credentials.unkey
  Object.assign(process.env, { UNKEY_ROOT_KEY: rootKey, UNKEY_API_ID: apiId, UNKEY_BASE_URL: urls.unkey })
  return { emulator, close }
}
