// Generated from specs/unkey/openapi.yaml and specs/unkey/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never

const keyCreditsData = z.strictObject({
  remaining: z.nullable(z.int().check(z.gte(0))),
  refill: z.exactOptional(z.strictObject({
    interval: z.enum(['daily', 'monthly']),
    amount: z.int().check(z.gte(1)),
    refillDay: z.exactOptional(z.int().check(z.gte(1), z.lte(31))),
  })),
})

const ratelimitRequest = z.looseObject({
  name: z.string().check(z.minLength(3), z.maxLength(128)),
  limit: z.int().check(z.gte(1)),
  duration: z.int().check(z.gte(1000)),
  autoApply: z.boolean(),
})

export const createRequest: z.ZodMiniType<Body<'keys.createKey'>> = z.strictObject({
  apiId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  prefix: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(16), z.regex(/^[a-zA-Z0-9_]+$/u))),
  name: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(255))),
  byteLength: z.exactOptional(z.int().check(z.gte(16), z.lte(255))),
  externalId: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[a-zA-Z0-9_.-]+$/u))),
  meta: z.exactOptional(z.record(z.string(), z.unknown()).check(z.refine((value) => Object.keys(value).length <= 100))),
  roles: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(100))),
  permissions: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(1000))),
  expires: z.exactOptional(z.int().check(z.gte(0), z.lte(4102444800000))),
  credits: z.exactOptional(keyCreditsData),
  ratelimits: z.exactOptional(z.array(ratelimitRequest).check(z.maxLength(50))),
  enabled: z.exactOptional(z.boolean()),
  recoverable: z.exactOptional(z.boolean()),
})

/** The answer of keys.createKey: only id and secret are needed, anything else may be missing or odd. */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({ meta: z.optional(z.unknown()), data: z.looseObject({ keyId: z.string(), key: z.string() }) })

export const keysVerifyKeyRequest: z.ZodMiniType<Body<'keys.verifyKey'>> = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(512)),
  tags: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(512))).check(z.maxLength(20))),
  permissions: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(1000))),
  credits: z.exactOptional(z.strictObject({ cost: z.int().check(z.gte(0), z.lte(1000000000000)) })),
  ratelimits: z.exactOptional(z.array(z.looseObject({
    name: z.string().check(z.minLength(3), z.maxLength(255)),
    cost: z.exactOptional(z.int().check(z.gte(0))),
    limit: z.exactOptional(z.int().check(z.gte(0))),
    duration: z.exactOptional(z.int().check(z.gte(0))),
  }))),
  migrationId: z.exactOptional(z.string().check(z.maxLength(256))),
})

export const keysGetKeyRequest: z.ZodMiniType<Body<'keys.getKey'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), decrypt: z.exactOptional(z.boolean()) })

export const keysWhoamiRequest: z.ZodMiniType<Body<'keys.whoami'>> = z.strictObject({ key: z.string().check(z.minLength(1), z.maxLength(512)) })

export const apisListKeysRequest: z.ZodMiniType<Body<'apis.listKeys'>> = z.strictObject({
  apiId: z.string().check(z.minLength(1)),
  limit: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
  cursor: z.exactOptional(z.string()),
  externalId: z.exactOptional(z.string().check(z.minLength(1))),
  decrypt: z.exactOptional(z.boolean()),
  revalidateKeysCache: z.exactOptional(z.boolean()),
})

export const keysUpdateKeyRequest: z.ZodMiniType<Body<'keys.updateKey'>> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  name: z.exactOptional(z.nullable(z.string().check(z.minLength(1), z.maxLength(255)))),
  externalId: z.exactOptional(z.nullable(z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[a-zA-Z0-9_.-]+$/u)))),
  meta: z.exactOptional(z.nullable(z.record(z.string(), z.unknown()).check(z.refine((value) => Object.keys(value).length <= 100)))),
  expires: z.exactOptional(z.nullable(z.int().check(z.gte(0), z.lte(4102444800000)))),
  credits: z.exactOptional(z.nullable(z.strictObject({
    remaining: z.exactOptional(z.nullable(z.int().check(z.gte(0)))),
    refill: z.exactOptional(z.nullable(z.strictObject({
      interval: z.enum(['daily', 'monthly']),
      amount: z.int().check(z.gte(1)),
      refillDay: z.exactOptional(z.int().check(z.gte(1), z.lte(31))),
    }))),
  }))),
  ratelimits: z.exactOptional(z.array(ratelimitRequest).check(z.maxLength(50))),
  enabled: z.exactOptional(z.boolean()),
  roles: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(100))),
  permissions: z.exactOptional(z.array(z.string().check(z.minLength(3), z.maxLength(100), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(1000))),
})

export const keysUpdateCreditsRequest: z.ZodMiniType<Body<'keys.updateCredits'>> = z.strictObject({
  keyId: z.string().check(z.minLength(3)),
  value: z.exactOptional(z.nullable(z.int().check(z.gte(0)))),
  operation: z.enum(['set', 'increment', 'decrement']),
})

export const keysRerollKeyRequest: z.ZodMiniType<Body<'keys.rerollKey'>> = z.looseObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), expiration: z.int().check(z.gte(0), z.lte(4102444800000)) })

export const keysDeleteKeyRequest: z.ZodMiniType<Body<'keys.deleteKey'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), permanent: z.exactOptional(z.boolean()) })

export const keysMigrateKeysRequest: z.ZodMiniType<Body<'keys.migrateKeys'>> = z.strictObject({
  migrationId: z.string().check(z.minLength(3), z.maxLength(255)),
  apiId: z.string().check(z.minLength(3), z.maxLength(255)),
  keys: z.array(z.strictObject({
    hash: z.string().check(z.minLength(3)),
    name: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(255))),
    externalId: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(255))),
    meta: z.exactOptional(z.record(z.string(), z.unknown()).check(z.refine((value) => Object.keys(value).length <= 100))),
    roles: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(100))),
    permissions: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(1000))),
    expires: z.exactOptional(z.int().check(z.gte(0), z.lte(4102444800000))),
    enabled: z.exactOptional(z.boolean()),
    credits: z.exactOptional(keyCreditsData),
    ratelimits: z.exactOptional(z.array(ratelimitRequest).check(z.maxLength(50))),
  })).check(z.minLength(1)),
})

export const keysAddPermissionsRequest: z.ZodMiniType<Body<'keys.addPermissions'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), permissions: z.array(z.string().check(z.minLength(3), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.minLength(1), z.maxLength(1000)) })

export const keysSetPermissionsRequest: z.ZodMiniType<Body<'keys.setPermissions'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), permissions: z.array(z.string().check(z.minLength(3), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))) })

export const keysRemovePermissionsRequest: z.ZodMiniType<Body<'keys.removePermissions'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), permissions: z.array(z.string().check(z.minLength(3), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.minLength(1), z.maxLength(1000)) })

export const keysAddRolesRequest: z.ZodMiniType<Body<'keys.addRoles'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), roles: z.array(z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u))).check(z.minLength(1), z.maxLength(100)) })

export const keysSetRolesRequest: z.ZodMiniType<Body<'keys.setRoles'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), roles: z.array(z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(100)) })

export const keysRemoveRolesRequest: z.ZodMiniType<Body<'keys.removeRoles'>> = z.strictObject({ keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)), roles: z.array(z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.minLength(1), z.maxLength(100)) })

export const apisCreateApiRequest: z.ZodMiniType<Body<'apis.createApi'>> = z.strictObject({ name: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)) })

export const apisGetApiRequest: z.ZodMiniType<Body<'apis.getApi'>> = z.strictObject({ apiId: z.string().check(z.minLength(8), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)) })

export const apisDeleteApiRequest: z.ZodMiniType<Body<'apis.deleteApi'>> = z.strictObject({ apiId: z.string().check(z.minLength(8), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)) })

export const permissionsCreatePermissionRequest: z.ZodMiniType<Body<'permissions.createPermission'>> = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(512)),
  slug: z.string().check(z.minLength(1), z.maxLength(128), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)),
  description: z.exactOptional(z.string().check(z.maxLength(512))),
})

export const permissionsGetPermissionRequest: z.ZodMiniType<Body<'permissions.getPermission'>> = z.strictObject({ permission: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)) })

export const permissionsListPermissionsRequest: z.ZodMiniType<Body<'permissions.listPermissions'>> = z.strictObject({
  cursor: z.exactOptional(z.string().check(z.maxLength(1024))),
  limit: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
  search: z.exactOptional(z.string().check(z.maxLength(256))),
})

export const permissionsDeletePermissionRequest: z.ZodMiniType<Body<'permissions.deletePermission'>> = z.strictObject({ permission: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)) })

export const permissionsCreateRoleRequest: z.ZodMiniType<Body<'permissions.createRole'>> = z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(512), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)), description: z.exactOptional(z.string().check(z.maxLength(512))) })

export const permissionsGetRoleRequest: z.ZodMiniType<Body<'permissions.getRole'>> = z.strictObject({ role: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u)) })

export const permissionsListRolesRequest: z.ZodMiniType<Body<'permissions.listRoles'>> = z.strictObject({
  limit: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
  cursor: z.exactOptional(z.string().check(z.maxLength(1024))),
  search: z.exactOptional(z.string().check(z.maxLength(256))),
})

export const permissionsDeleteRoleRequest: z.ZodMiniType<Body<'permissions.deleteRole'>> = z.strictObject({ role: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u)) })
