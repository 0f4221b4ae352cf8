// Generated from specs/unkey/openapi.yaml and specs/unkey/overlay.yaml. Do not edit: run `npm run generate`.

import * as z from 'zod/mini'
import type { operations } from './paths.js'

/** The body of keys.createKey. */
export const createRequest: z.ZodMiniType<operations['keys.createKey']['requestBody']['content']['application/json']> = z.strictObject({
  apiId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  prefix: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(16), z.regex(/^[a-zA-Z0-9_]+$/u))),
  name: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(255))),
  byteLength: z.exactOptional(z.int().check(z.gte(16), z.lte(255))),
  externalId: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[a-zA-Z0-9_.-]+$/u))),
  meta: z.exactOptional(z.record(z.string(), z.unknown()).check(z.refine((value) => Object.keys(value).length <= 100))),
  roles: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(100))),
  permissions: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(1000))),
  expires: z.exactOptional(z.int().check(z.gte(0), z.lte(4102444800000))),
  credits: z.exactOptional(z.strictObject({
    remaining: z.nullable(z.int().check(z.gte(0))),
    refill: z.exactOptional(z.strictObject({
      interval: z.enum(['daily', 'monthly']),
      amount: z.int().check(z.gte(1)),
      refillDay: z.exactOptional(z.int().check(z.gte(1), z.lte(31))),
    })),
  })),
  ratelimits: z.exactOptional(z.array(z.looseObject({
    name: z.string().check(z.minLength(3), z.maxLength(128)),
    limit: z.int().check(z.gte(1)),
    duration: z.int().check(z.gte(1000)),
    autoApply: z.boolean(),
  })).check(z.maxLength(50))),
  enabled: z.exactOptional(z.boolean()),
  recoverable: z.exactOptional(z.boolean()),
})

/** The answer of keys.createKey: only id and secret are needed, anything else may be missing or odd. */
export const createAnswer: z.ZodMiniType<object> = z.looseObject({
  meta: z.optional(z.unknown()),
  data: z.looseObject({
    keyId: z.string(),
    key: z.string(),
  }),
})

/** The body of keys.verifyKey. */
export const keysVerifyKeyRequest: z.ZodMiniType<operations['keys.verifyKey']['requestBody']['content']['application/json']> = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(512)),
  tags: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(512))).check(z.maxLength(20))),
  permissions: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(1000))),
  credits: z.exactOptional(z.strictObject({
    cost: z.int().check(z.gte(0), z.lte(1000000000000)),
  })),
  ratelimits: z.exactOptional(z.array(z.looseObject({
    name: z.string().check(z.minLength(3), z.maxLength(255)),
    cost: z.exactOptional(z.int().check(z.gte(0))),
    limit: z.exactOptional(z.int().check(z.gte(0))),
    duration: z.exactOptional(z.int().check(z.gte(0))),
  }))),
  migrationId: z.exactOptional(z.string().check(z.maxLength(256))),
})

/** The body of keys.getKey. */
export const keysGetKeyRequest: z.ZodMiniType<operations['keys.getKey']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  decrypt: z.exactOptional(z.boolean()),
})

/** The body of keys.whoami. */
export const keysWhoamiRequest: z.ZodMiniType<operations['keys.whoami']['requestBody']['content']['application/json']> = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(512)),
})

/** The body of apis.listKeys. */
export const apisListKeysRequest: z.ZodMiniType<operations['apis.listKeys']['requestBody']['content']['application/json']> = z.strictObject({
  apiId: z.string().check(z.minLength(1)),
  limit: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
  cursor: z.exactOptional(z.string()),
  externalId: z.exactOptional(z.string().check(z.minLength(1))),
  decrypt: z.exactOptional(z.boolean()),
  revalidateKeysCache: z.exactOptional(z.boolean()),
})

/** The body of keys.updateKey. */
export const keysUpdateKeyRequest: z.ZodMiniType<operations['keys.updateKey']['requestBody']['content']['application/json']> = z.strictObject({
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
  ratelimits: z.exactOptional(z.array(z.looseObject({
    name: z.string().check(z.minLength(3), z.maxLength(128)),
    limit: z.int().check(z.gte(1)),
    duration: z.int().check(z.gte(1000)),
    autoApply: z.boolean(),
  })).check(z.maxLength(50))),
  enabled: z.exactOptional(z.boolean()),
  roles: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(100))),
  permissions: z.exactOptional(z.array(z.string().check(z.minLength(3), z.maxLength(100), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(1000))),
})

/** The body of keys.updateCredits. */
export const keysUpdateCreditsRequest: z.ZodMiniType<operations['keys.updateCredits']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3)),
  value: z.exactOptional(z.nullable(z.int().check(z.gte(0)))),
  operation: z.enum(['set', 'increment', 'decrement']),
})

/** The body of keys.rerollKey. */
export const keysRerollKeyRequest: z.ZodMiniType<operations['keys.rerollKey']['requestBody']['content']['application/json']> = z.looseObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  expiration: z.int().check(z.gte(0), z.lte(4102444800000)),
})

/** The body of keys.deleteKey. */
export const keysDeleteKeyRequest: z.ZodMiniType<operations['keys.deleteKey']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  permanent: z.exactOptional(z.boolean()),
})

/** The body of keys.migrateKeys. */
export const keysMigrateKeysRequest: z.ZodMiniType<operations['keys.migrateKeys']['requestBody']['content']['application/json']> = z.strictObject({
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
    credits: z.exactOptional(z.strictObject({
      remaining: z.nullable(z.int().check(z.gte(0))),
      refill: z.exactOptional(z.strictObject({
        interval: z.enum(['daily', 'monthly']),
        amount: z.int().check(z.gte(1)),
        refillDay: z.exactOptional(z.int().check(z.gte(1), z.lte(31))),
      })),
    })),
    ratelimits: z.exactOptional(z.array(z.looseObject({
      name: z.string().check(z.minLength(3), z.maxLength(128)),
      limit: z.int().check(z.gte(1)),
      duration: z.int().check(z.gte(1000)),
      autoApply: z.boolean(),
    })).check(z.maxLength(50))),
  })).check(z.minLength(1)),
})

/** The body of keys.addPermissions. */
export const keysAddPermissionsRequest: z.ZodMiniType<operations['keys.addPermissions']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  permissions: z.array(z.string().check(z.minLength(3), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.minLength(1), z.maxLength(1000)),
})

/** The body of keys.setPermissions. */
export const keysSetPermissionsRequest: z.ZodMiniType<operations['keys.setPermissions']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  permissions: z.array(z.string().check(z.minLength(3), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))),
})

/** The body of keys.removePermissions. */
export const keysRemovePermissionsRequest: z.ZodMiniType<operations['keys.removePermissions']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  permissions: z.array(z.string().check(z.minLength(3), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.minLength(1), z.maxLength(1000)),
})

/** The body of keys.addRoles. */
export const keysAddRolesRequest: z.ZodMiniType<operations['keys.addRoles']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  roles: z.array(z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u))).check(z.minLength(1), z.maxLength(100)),
})

/** The body of keys.setRoles. */
export const keysSetRolesRequest: z.ZodMiniType<operations['keys.setRoles']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  roles: z.array(z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.maxLength(100)),
})

/** The body of keys.removeRoles. */
export const keysRemoveRolesRequest: z.ZodMiniType<operations['keys.removeRoles']['requestBody']['content']['application/json']> = z.strictObject({
  keyId: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
  roles: z.array(z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u))).check(z.minLength(1), z.maxLength(100)),
})

/** The body of apis.createApi. */
export const apisCreateApiRequest: z.ZodMiniType<operations['apis.createApi']['requestBody']['content']['application/json']> = z.strictObject({
  name: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)),
})

/** The body of apis.getApi. */
export const apisGetApiRequest: z.ZodMiniType<operations['apis.getApi']['requestBody']['content']['application/json']> = z.strictObject({
  apiId: z.string().check(z.minLength(8), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
})

/** The body of apis.deleteApi. */
export const apisDeleteApiRequest: z.ZodMiniType<operations['apis.deleteApi']['requestBody']['content']['application/json']> = z.strictObject({
  apiId: z.string().check(z.minLength(8), z.maxLength(255), z.regex(/^[a-zA-Z0-9_]+$/u)),
})

/** The body of permissions.createPermission. */
export const permissionsCreatePermissionRequest: z.ZodMiniType<operations['permissions.createPermission']['requestBody']['content']['application/json']> = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(512)),
  slug: z.string().check(z.minLength(1), z.maxLength(128), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)),
  description: z.exactOptional(z.string().check(z.maxLength(512))),
})

/** The body of permissions.getPermission. */
export const permissionsGetPermissionRequest: z.ZodMiniType<operations['permissions.getPermission']['requestBody']['content']['application/json']> = z.strictObject({
  permission: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)),
})

/** The body of permissions.listPermissions. */
export const permissionsListPermissionsRequest: z.ZodMiniType<operations['permissions.listPermissions']['requestBody']['content']['application/json']> = z.strictObject({
  cursor: z.exactOptional(z.string().check(z.maxLength(1024))),
  limit: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
  search: z.exactOptional(z.string().check(z.maxLength(256))),
})

/** The body of permissions.deletePermission. */
export const permissionsDeletePermissionRequest: z.ZodMiniType<operations['permissions.deletePermission']['requestBody']['content']['application/json']> = z.strictObject({
  permission: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)),
})

/** The body of permissions.createRole. */
export const permissionsCreateRoleRequest: z.ZodMiniType<operations['permissions.createRole']['requestBody']['content']['application/json']> = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(512), z.regex(/^[a-zA-Z][a-zA-Z0-9._-]*$/u)),
  description: z.exactOptional(z.string().check(z.maxLength(512))),
})

/** The body of permissions.getRole. */
export const permissionsGetRoleRequest: z.ZodMiniType<operations['permissions.getRole']['requestBody']['content']['application/json']> = z.strictObject({
  role: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u)),
})

/** The body of permissions.listRoles. */
export const permissionsListRolesRequest: z.ZodMiniType<operations['permissions.listRoles']['requestBody']['content']['application/json']> = z.strictObject({
  limit: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
  cursor: z.exactOptional(z.string().check(z.maxLength(1024))),
  search: z.exactOptional(z.string().check(z.maxLength(256))),
})

/** The body of permissions.deleteRole. */
export const permissionsDeleteRoleRequest: z.ZodMiniType<operations['permissions.deleteRole']['requestBody']['content']['application/json']> = z.strictObject({
  role: z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_:\-\.\*]+$/u)),
})
