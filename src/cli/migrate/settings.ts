import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import * as z from 'zod/mini'
import { refuseForeign } from '../config/find-config.js'
import { vendorOf, type Connection, type Side } from '../connection.js'
import { trouble, usage } from '../failure.js'
import type { Scope } from './plan-options.js'
import type { Sides } from './sides.js'

/** What a run was told, so that it can go on without being told again. Lies beside its journal; holds no secret and no credential. */
export interface Settings {
  readonly from: StoredSide
  readonly to: StoredSide
  readonly scope: Scope
  /** Who can read the new secrets. */
  readonly recipients: readonly string[]
  /** Where those go. */
  readonly newSecrets: string
  readonly skipChanged: boolean
}

interface StoredSide {
  readonly vendor: string
  readonly profile: string | null
  readonly options: Readonly<Record<string, string>>
  readonly baseUrl: string | null
  readonly credentialEnv: string
}

const text = z.string()
const side = z.object({
  vendor: text,
  profile: z.nullable(text),
  options: z.record(text, text),
  baseUrl: z.nullable(text),
  credentialEnv: text,
})
const scope = z.object({
  owners: z.nullable(z.array(text)),
  state: z.nullable(text),
  text: z.nullable(text),
  toOwner: z.nullable(text),
  isReissue: z.boolean(),
  probe: z.nullable(text),
  skipUnknown: z.boolean(),
  markerInName: z.boolean(),
  transform: z.nullable(text),
  hasSecrets: z.boolean(),
})
const settings: z.ZodMiniType<Settings> = z.object({
  from: side,
  to: side,
  scope,
  recipients: z.array(text),
  newSecrets: text,
  skipChanged: z.boolean(),
})

export function settingsFile(journal: string): string {
  return `${journal}.json`
}

export async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** On the disk, whole or not at all, when this resolves. */
export async function writeSettings(journal: string, value: Settings): Promise<void> {
  const file = settingsFile(journal)
  try {
    await rm(`${file}.new`, { force: true })
    // New, so that it is no link to another file that somebody has put there.
    const handle = await open(`${file}.new`, 'wx', 0o600)
    await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`)
    await handle.sync()
    await handle.close()
    await rename(`${file}.new`, file)
  } catch {
    throw trouble(`${file} cannot be written. Name another --journal. Nothing was moved.`)
  }
}

/** Throws where there is none, or others could have written it: it says where credentials are sent. */
export async function readSettings(journal: string): Promise<Settings> {
  const file = settingsFile(journal)
  if (!(await isThere(file)))
    throw usage(
      `${file} is not there: \`keymux migrate run\` writes it beside its journal. Pass --journal with the journal of a run.`,
    )
  await refuseForeign(file)
  try {
    return settings.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    throw trouble(
      `${file} is not as keymux wrote it. Without it nobody can tell between which accounts keys moved.`,
    )
  }
}

export function stored({ vendor, profile, options, baseUrl, credentialEnv }: Connection): StoredSide {
  return { vendor: vendor.id, profile, options, baseUrl: baseUrl ?? null, credentialEnv }
}

export function storedSides({ from, to }: Settings): Sides {
  return { from: restored(from, 'from'), to: restored(to, 'to') }
}

function restored({ vendor, profile, options, baseUrl, credentialEnv }: StoredSide, at: Side): Connection {
  return {
    vendor: vendorOf(vendor),
    profile,
    options,
    baseUrl: baseUrl ?? undefined,
    credentialEnv,
    side: at,
  }
}
