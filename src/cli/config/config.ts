import { en } from 'zod/locales'
import * as z from 'zod/mini'
import { usage } from '../failure.js'
import { isSecretName, looksSecret } from '../secrets/looks-secret.js'
import { vendorList } from '../vendor-list.js'

/** Where a vendor's client gets what it needs, under a name such as `prod`. */
export interface Profile {
  /** Which vendor: `unkey`. */
  readonly vendor: string
  /** The vendor's own options, such as `apiId`; never its credential. */
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly baseUrl?: string | undefined
  /** The environment variable that holds the credential of this profile. Default: the vendor's own. */
  readonly credentialEnv?: string | undefined
}

export interface Config {
  readonly $schema?: string | undefined
  /** The profile that is meant when none is named. */
  readonly default?: string | undefined
  readonly profiles: Readonly<Record<string, Profile>>
}

const text = z.string().check(z.minLength(1))

const profile: z.ZodMiniType<Profile> = z.strictObject({
  vendor: z.enum(vendorList.map(({ id }) => id)),
  options: z.optional(z.record(z.string(), text)),
  baseUrl: z.optional(text),
  credentialEnv: z.optional(z.string().check(z.regex(/^[A-Za-z_]\w*$/))),
})

const config: z.ZodMiniType<Config> = z.strictObject({
  $schema: z.optional(z.string()),
  default: z.optional(text),
  profiles: z.record(z.string(), profile),
})

const { localeError } = en()

/** What a configuration file says. Refuses one that holds a secret, whose value no message repeats, and one with an unknown setting. */
export function checkedConfig(file: string, value: unknown): Config {
  const secret = secretIn(value, [])
  if (secret !== undefined)
    throw usage(
      `${file}: ${secret} looks like a secret. A configuration file is read, copied and committed: keep credentials in the environment and name the variable in \`credentialEnv\`. If it was a real one, replace it. Nothing was done.`,
    )
  const { success, data, error } = config.safeParse(value, { error: localeError })
  if (!success) {
    const [issue] = error.issues
    const where = issue?.path.length === 0 ? 'the file' : issue?.path.join('.')
    throw usage(`${file}: ${where} is not as it must be (${issue?.message}). See keymux/docs/cli.md.`)
  }
  if (data.default !== undefined && !Object.hasOwn(data.profiles, data.default))
    throw usage(`${file}: \`default\` names no profile. There is ${Object.keys(data.profiles).join(', ')}.`)
  return data
}

/** Where a secret stands, as far as names and texts tell. */
function secretIn(value: unknown, path: readonly string[]): string | undefined {
  if (typeof value === 'string') return looksSecret(value) ? path.join('.') : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    if (looksSecret(name)) return [...path, '…'].join('.')
    const here = [...path, name]
    // Of a profile itself the name is free: `token-service` is one.
    if (path[0] === 'profiles' && path.length > 1 && isSecretName(name)) return here.join('.')
    const found = secretIn(inner, here)
    if (found !== undefined) return found
  }
  return undefined
}
