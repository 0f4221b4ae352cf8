// Generated from specs/flow/openapi.yaml and specs/flow/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never

export const createRequest: z.ZodMiniType<Body<'create_api_key_for_user_api_keys_post'>> = z.looseObject({ keyName: z.string() })

/**
 * The answer of create_api_key_for_user_api_keys_post: only id and secret are needed, anything else may be missing
 * or odd.
 */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({
  id: z.string(),
  keyName: z.catch(z.optional(z.string()), undefined),
  keyPrefix: z.catch(z.optional(z.string()), undefined),
  apiKey: z.string(),
  userId: z.catch(z.optional(z.string()), undefined),
  createdAt: z.catch(z.optional(z.string()), undefined),
  lastUsedAt: z.catch(z.optional(z.nullable(z.string())), undefined),
})

export const updateApiKeyDetailsApiKeysKeyIdPutRequest: z.ZodMiniType<Body<'update_api_key_details_api_keys__key_id__put'>> = z.looseObject({ key_name: z.exactOptional(z.nullable(z.string())), is_active: z.exactOptional(z.nullable(z.boolean())) })
