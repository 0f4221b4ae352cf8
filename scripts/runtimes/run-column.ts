import { createEmulator } from 'keymux/emulator'
import { checks } from './checks/index.js'
import { seed } from './checks/places.js'
import { marked, redacted } from './checks/secrets.js'
import type { Column } from './column.js'
import { serveWorld } from './world-server.js'

/** What came of a runtime, by the id of the check: null where it passed; a check that makes no sense there is not in it. */
export interface Outcome {
  /** Null where the runtime did not even say that. */
  readonly version: string | null
  readonly failures: ReadonlyMap<string, string | null>
}

/** Runs a column, and looks at what it printed. A runtime that does not run fails every check. */
export async function runColumn(column: Column, folder: string, only?: readonly string[]): Promise<Outcome> {
  const world = await serveWorld(folder)
  try {
    const { version, results, printed } = await column.run({ folder, world }, only)
    const failures = new Map(results.map(({ id, failure }) => [id, failure]))
    const fault = failures.has('prints') ? faultIn(printed) : undefined
    if (fault !== undefined) failures.set('prints', fault)
    return { version, failures }
  } catch (error) {
    const failure = error instanceof Error ? error.message : 'It failed.'
    return { version: null, failures: new Map(checks.map(({ id }) => [id, failure])) }
  } finally {
    await world.close()
  }
}

/** What is wrong with all that a runtime printed. */
function faultIn(printed: string): string | undefined {
  const { unkey, clerk, factify, flow } = createEmulator({ seed }).credentials
  const secrets = [marked, unkey.rootKey, clerk.secretKey, factify.apiKey, flow.token]
  if (secrets.some((text) => printed.includes(text))) return 'A secret is in what was printed.'
  return printed.includes(redacted) ? undefined : 'Nothing was printed, or nothing was redacted.'
}
