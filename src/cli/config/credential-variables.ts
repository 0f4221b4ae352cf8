import type { Connection } from '../connection.js'
import { findConfig } from './find-config.js'

/** The variables that hold credentials: that of the connection, and those of all profiles. */
export async function credentialVariables(
  { credentialEnv }: Connection,
  { config }: { readonly config?: string },
): Promise<readonly string[]> {
  const found = await findConfig(config, process.cwd())
  const profiles = Object.values(found?.config.profiles ?? {})
  return [credentialEnv, ...profiles.flatMap((profile) => profile.credentialEnv ?? [])]
}
