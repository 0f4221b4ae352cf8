// Generated from specs/openrouter/openapi.yaml and specs/openrouter/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never

export const createRequest: z.ZodMiniType<Body<'createKeys'>> = z.looseObject({
  creator_user_id: z.exactOptional(z.nullable(z.string().check(z.minLength(1)))),
  expires_at: z.exactOptional(z.nullable(z.iso.datetime({ offset: true }))),
  include_byok_in_limit: z.exactOptional(z.boolean()),
  limit: z.exactOptional(z.nullable(z.number())),
  limit_reset: z.exactOptional(z.nullable(z.enum(['daily', 'weekly', 'monthly']))),
  name: z.string().check(z.minLength(1)),
  workspace_id: z.exactOptional(z.guid()),
})

/** The answer of createKeys: only id and secret are needed, anything else may be missing or odd. */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({
  data: z.looseObject({
    byok_usage: z.catch(z.optional(z.number()), undefined),
    byok_usage_daily: z.catch(z.optional(z.number()), undefined),
    byok_usage_monthly: z.catch(z.optional(z.number()), undefined),
    byok_usage_weekly: z.catch(z.optional(z.number()), undefined),
    created_at: z.catch(z.optional(z.string()), undefined),
    creator_user_id: z.catch(z.optional(z.nullable(z.string())), undefined),
    disabled: z.catch(z.optional(z.boolean()), undefined),
    expires_at: z.catch(z.optional(z.nullable(z.string())), undefined),
    hash: z.string(),
    include_byok_in_limit: z.catch(z.optional(z.boolean()), undefined),
    label: z.catch(z.optional(z.string()), undefined),
    limit: z.catch(z.optional(z.nullable(z.number())), undefined),
    limit_remaining: z.catch(z.optional(z.nullable(z.number())), undefined),
    limit_reset: z.catch(z.optional(z.nullable(z.string())), undefined),
    name: z.catch(z.optional(z.string()), undefined),
    updated_at: z.catch(z.optional(z.nullable(z.string())), undefined),
    usage: z.catch(z.optional(z.number()), undefined),
    usage_daily: z.catch(z.optional(z.number()), undefined),
    usage_monthly: z.catch(z.optional(z.number()), undefined),
    usage_weekly: z.catch(z.optional(z.number()), undefined),
    workspace_id: z.catch(z.optional(z.string()), undefined),
  }),
  key: z.string(),
})

export const updateKeysRequest: z.ZodMiniType<Body<'updateKeys'>> = z.looseObject({
  disabled: z.exactOptional(z.boolean()),
  include_byok_in_limit: z.exactOptional(z.boolean()),
  limit: z.exactOptional(z.nullable(z.number())),
  limit_reset: z.exactOptional(z.nullable(z.enum(['daily', 'weekly', 'monthly']))),
  name: z.exactOptional(z.string()),
})
