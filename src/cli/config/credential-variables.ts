import type { Connection } from '../connection.js'
import { findConfig } from './find-config.js'

/** The variables that hold credentials: that of the connection, and those of all profiles. */
export async function credentialVariables(
  { credentialEnv }: Connection,
  { config }: { readonly config?: string },
): Promise<readonly string[]> {
  return [credentialEnv, ...(await profilesVariables(config))]
}

/** The variables that hold the credentials of the profiles. */
export async function profilesVariables(config?: string): Promise<readonly string[]> {
  const found = await findConfig(config, process.cwd())
  const profiles = Object.values(found?.config.profiles ?? {})
  return profiles.flatMap((profile) => profile.credentialEnv ?? [])
}
