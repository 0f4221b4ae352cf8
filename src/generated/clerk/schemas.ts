// Generated from specs/clerk/openapi.yaml and specs/clerk/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never

export const createRequest: z.ZodMiniType<Body<'createApiKey'>> = z.strictObject({
  type: z.exactOptional(z.string().check(z.minLength(3), z.maxLength(25))),
  name: z.string().check(z.minLength(3), z.regex(/^(\S(.*\S)?)?$/u)),
  description: z.exactOptional(z.nullable(z.string().check(z.maxLength(255)))),
  subject: z.string().check(z.regex(/^(user|org|mch|scim)_\w{27}$/u)),
  claims: z.exactOptional(z.unknown()),
  scopes: z.exactOptional(z.array(z.string())),
  created_by: z.exactOptional(z.nullable(z.string().check(z.regex(/^user_\w{27}$/u)))),
  seconds_until_expiration: z.exactOptional(z.nullable(z.number().check(z.gt(0)))),
})

/** The answer of createApiKey: only id and secret are needed, anything else may be missing or odd. */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({
  object: z.catch(z.optional(z.string()), undefined),
  id: z.string(),
  type: z.catch(z.optional(z.string()), undefined),
  subject: z.catch(z.optional(z.string()), undefined),
  name: z.catch(z.optional(z.string()), undefined),
  description: z.catch(z.optional(z.nullable(z.string())), undefined),
  claims: z.optional(z.unknown()),
  scopes: z.optional(z.unknown()),
  secret: z.string(),
  revoked: z.catch(z.optional(z.boolean()), undefined),
  revocation_reason: z.catch(z.optional(z.nullable(z.string())), undefined),
  expired: z.catch(z.optional(z.boolean()), undefined),
  expiration: z.catch(z.optional(z.nullable(z.number())), undefined),
  created_by: z.catch(z.optional(z.nullable(z.string())), undefined),
  last_used_at: z.catch(z.optional(z.nullable(z.number())), undefined),
  created_at: z.catch(z.optional(z.number()), undefined),
  updated_at: z.catch(z.optional(z.number()), undefined),
})

export const updateApiKeyRequest: z.ZodMiniType<Body<'updateApiKey'>> = z.strictObject({
  claims: z.exactOptional(z.unknown()),
  scopes: z.exactOptional(z.array(z.string())),
  description: z.exactOptional(z.nullable(z.string().check(z.maxLength(255)))),
  subject: z.exactOptional(z.string().check(z.regex(/^(user|org|mch|scim)_\w{27}$/u))),
  seconds_until_expiration: z.exactOptional(z.nullable(z.number().check(z.gt(0)))),
})

export const revokeApiKeyRequest: z.ZodMiniType<Body<'revokeApiKey'>> = z.strictObject({ revocation_reason: z.exactOptional(z.nullable(z.string())) })

export const verifyApiKeyRequest: z.ZodMiniType<Body<'verifyApiKey'>> = z.strictObject({ secret: z.string() })
