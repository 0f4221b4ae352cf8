// Generated from specs/factify/openapi.yaml and specs/factify/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never

export const createRequest: z.ZodMiniType<Body<'createApiKey'>> = z.strictObject({
  expires_at: z.exactOptional(z.iso.datetime({ offset: true })),
  name: z.string().check(z.minLength(1), z.maxLength(63)),
  organization_id: z.string().check(z.regex(/^org_[0-9a-hjkmnp-tv-z]{26}$/u)),
})

/** The answer of createApiKey: only id and secret are needed, anything else may be missing or odd. */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({
  api_key: z.looseObject({
    created_at: z.catch(z.optional(z.string()), undefined),
    expires_at: z.catch(z.optional(z.string()), undefined),
    id: z.string(),
    is_active: z.catch(z.optional(z.boolean()), undefined),
    key_prefix: z.catch(z.optional(z.string()), undefined),
    name: z.catch(z.optional(z.string()), undefined),
    organization_id: z.catch(z.optional(z.string()), undefined),
    revoked_at: z.catch(z.optional(z.string()), undefined),
  }),
  secret: z.string(),
})

export const revokeApiKeyRequest: z.ZodMiniType<Body<'revokeApiKey'>> = z.strictObject({ reason: z.exactOptional(z.nullable(z.string().check(z.minLength(1), z.maxLength(500)))) })

export const setAPIKeyQuotaRequest: z.ZodMiniType<Body<'setAPIKeyQuota'>> = z.strictObject({ limit: z.exactOptional(z.nullable(z.int().check(z.gt(0)))), organization_id: z.exactOptional(z.nullable(z.string().check(z.regex(/^org_[0-9a-hjkmnp-tv-z]{26}$/u)))) })
