import type { paths } from '../../../generated/unkey/paths.js'
import { createRequest } from '../../../generated/unkey/schemas.js'
import { sha256 } from '../../encoding.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidBody, invalidInput, notFound } from './errors.js'
import type { UnkeyCredits } from './record.js'
import type { UnkeyWorkspace } from './workspace.js'

type CreateRequest = BodyOf<paths['/v2/keys.createKey']['post']>

const defaultByteLength = 16

/** Reads the body of `keys.createKey`. */
export function readCreate(body: unknown): CreateRequest {
  const read = validate<CreateRequest>(createRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  return read.value
}

/** Makes the key, or throws without having made anything. Only the id and the secret are answered. */
export async function createKey(workspace: UnkeyWorkspace, request: CreateRequest): Promise<unknown> {
  refuseWhatIsMissing(workspace, request)
  const credits = creditsOf(request)
  const id = workspace.id('key', 9)
  const { secret, start } = workspace.secret(request.prefix ?? '', request.byteLength ?? defaultByteLength)
  const hash = await sha256(secret)
  const recoverable = request.recoverable ?? false
  workspace.keys.insert(
    {
      id,
      hash,
      apiId: request.apiId,
      start,
      name: request.name ?? null,
      identity: request.externalId === undefined ? null : workspace.identity(request.externalId),
      meta: request.meta ?? null,
      roles: request.roles ?? [],
      permissions: request.permissions ?? [],
      // A time in the past is taken as it is: the key is dead on arrival.
      expires: request.expires ?? null,
      credits,
      ratelimits: (request.ratelimits ?? []).map(({ name, limit, duration, autoApply }) => ({
        id: workspace.id('rl', 16),
        name,
        limit,
        duration,
        autoApply,
      })),
      enabled: request.enabled ?? true,
      recoverable,
      createdAt: workspace.now().getTime(),
      updatedAt: null,
      lastUsedAt: null,
    },
    recoverable ? secret : undefined,
  )
  return { keyId: id, key: secret }
}

function refuseWhatIsMissing(workspace: UnkeyWorkspace, request: CreateRequest): void {
  if (!workspace.apiIds.has(request.apiId))
    throw notFound('unkey/data/api_not_found', 'The API was not found.')
  for (const role of request.roles ?? []) {
    if (!workspace.roles.has(role)) throw notFound('unkey/data/role_not_found', 'A role was not found.')
  }
}

/** The rules between the fields of `credits`, which no schema states. A `refillDay` beside `daily` is ignored here. */
function creditsOf({ credits }: CreateRequest): UnkeyCredits | null {
  if (credits === undefined) return null
  const { remaining, refill } = credits
  if (refill === undefined) return { remaining, refill: null }
  if (remaining === null) throw invalidInput('credits.refill needs a credits.remaining that is not null.')
  const monthly = refill.interval === 'monthly'
  if (monthly && refill.refillDay === undefined)
    throw invalidInput('A monthly credits.refill needs a refillDay.')
  const refillDay = monthly ? (refill.refillDay ?? null) : null
  return { remaining, refill: { interval: refill.interval, amount: refill.amount, refillDay } }
}
