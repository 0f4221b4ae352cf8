// Generated from specs/workos/openapi.yaml and specs/workos/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never

export const apiKeysControllerValidateApiKeyRequest: z.ZodMiniType<Body<'ApiKeysController_validateApiKey'>> = z.looseObject({ value: z.string() })

export const apiKeysControllerExpireRequest: z.ZodMiniType<Body<'ApiKeysController_expire'>> = z.looseObject({ expires_at: z.exactOptional(z.nullable(z.iso.datetime({ offset: true }))) })

export const createRequest: z.ZodMiniType<Body<'OrganizationApiKeysController_create'>> = z.looseObject({
  name: z.string(),
  permissions: z.exactOptional(z.array(z.string())),
  expires_at: z.exactOptional(z.iso.datetime({ offset: true })),
})

/**
 * The answer of OrganizationApiKeysController_create: only id and secret are needed, anything else may be missing
 * or odd.
 */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({
  object: z.catch(z.optional(z.string()), undefined),
  id: z.string(),
  owner: z.optional(z.unknown()),
  name: z.catch(z.optional(z.string()), undefined),
  obfuscated_value: z.catch(z.optional(z.string()), undefined),
  last_used_at: z.catch(z.optional(z.nullable(z.string())), undefined),
  expires_at: z.catch(z.optional(z.nullable(z.string())), undefined),
  permissions: z.optional(z.unknown()),
  created_at: z.catch(z.optional(z.string()), undefined),
  updated_at: z.catch(z.optional(z.string()), undefined),
  value: z.string(),
})

export const userApiKeysControllerCreateRequest: z.ZodMiniType<Body<'UserApiKeysController_create'>> = z.looseObject({
  name: z.string(),
  organization_id: z.string(),
  permissions: z.exactOptional(z.array(z.string())),
  expires_at: z.exactOptional(z.iso.datetime({ offset: true })),
})
