// Generated from specs/unkey/openapi.yaml and specs/unkey/overlay.yaml. Do not edit: run `npm run generate`.

export interface paths {
  "/v2/keys.createKey": { post: operations["keys.createKey"] };
  "/v2/keys.verifyKey": { post: operations["keys.verifyKey"] };
  "/v2/keys.getKey": { post: operations["keys.getKey"] };
  "/v2/keys.whoami": { post: operations["keys.whoami"] };
  "/v2/apis.listKeys": { post: operations["apis.listKeys"] };
  "/v2/keys.updateKey": { post: operations["keys.updateKey"] };
  "/v2/keys.updateCredits": { post: operations["keys.updateCredits"] };
  "/v2/keys.rerollKey": { post: operations["keys.rerollKey"] };
  "/v2/keys.deleteKey": { post: operations["keys.deleteKey"] };
  "/v2/keys.migrateKeys": { post: operations["keys.migrateKeys"] };
  "/v2/keys.addPermissions": { post: operations["keys.addPermissions"] };
  "/v2/keys.setPermissions": { post: operations["keys.setPermissions"] };
  "/v2/keys.removePermissions": { post: operations["keys.removePermissions"] };
  "/v2/keys.addRoles": { post: operations["keys.addRoles"] };
  "/v2/keys.setRoles": { post: operations["keys.setRoles"] };
  "/v2/keys.removeRoles": { post: operations["keys.removeRoles"] };
  "/v2/apis.createApi": { post: operations["apis.createApi"] };
  "/v2/apis.getApi": { post: operations["apis.getApi"] };
  "/v2/apis.deleteApi": { post: operations["apis.deleteApi"] };
  "/v2/permissions.createPermission": { post: operations["permissions.createPermission"] };
  "/v2/permissions.getPermission": { post: operations["permissions.getPermission"] };
  "/v2/permissions.listPermissions": { post: operations["permissions.listPermissions"] };
  "/v2/permissions.deletePermission": { post: operations["permissions.deletePermission"] };
  "/v2/permissions.createRole": { post: operations["permissions.createRole"] };
  "/v2/permissions.getRole": { post: operations["permissions.getRole"] };
  "/v2/permissions.listRoles": { post: operations["permissions.listRoles"] };
  "/v2/permissions.deleteRole": { post: operations["permissions.deleteRole"] };
}
export interface components {
  schemas: {
    /** The new key. Only `apiId` is needed; a field that is not listed here answers 400. */
    V2KeysCreateKeyRequestBody: {
      /** API (key space) that will own the key. It cannot be changed later. */ apiId: string;
      /** Put before the secret with an underscore: `prod` gives `prod_…`. Defaults to the prefix of the API, if it has one; fixed once created. */
      prefix?: string;
      /** Label for people. Need not be unique. */ name?: string;
      /** Random bytes in the secret, written as base58 (16 bytes are about 22 characters). An API with its own default uses that instead of 16. */
      byteLength?: number;
      /** Your id of the owner; an identity is made for it if there is none. No `@`, `:` or `|`, so e-mail addresses and `auth0|…` ids are refused. */
      externalId?: string;
      /** Any JSON you want back from verifyKey. At most 100 top-level properties, and 64 KiB stored. */ meta?: { [key: string]: unknown };
      /** Names of roles to give. Each must exist, else 404 and no key. */ roles?: string[];
      /** Permission slugs granted directly. Unknown ones are created; the `pattern` here sits on the array, so nothing enforces it. */ permissions?: string[];
      /** Moment of expiry, Unix milliseconds; absent means never. A time in the past (or one in seconds by mistake) is accepted and gives a dead key. */
      expires?: number;
      /** Usage budget; absent means unlimited. Null is refused here, and a refill needs a `remaining` that is not null. */
      credits?: components["schemas"]["KeyCreditsData"];
      /** Rate limits of this key, each with its own name. */ ratelimits?: components["schemas"]["RatelimitRequest"][];
      /** False creates a key that verifies as DISABLED until it is updated. */ enabled?: boolean;
      /** Keep an encrypted copy that getKey can decrypt. Needs the `encrypt_key` permission (else 404) and an API with encrypted storage (else 412). */
      recoverable?: boolean;
    };
    V2KeysCreateKeyResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysCreateKeyResponseData"] };
    /** Just the id and the secret: start, createdAt and expires are not echoed. */
    V2KeysCreateKeyResponseData: {
      /** Id to manage the key by. Not secret. */ keyId: string;
      /** The secret, shown this once (unless `recoverable`). Unkey keeps only its SHA-256. */ key: string;
    };
    V2KeysVerifyKeyRequestBody: {
      /** Full secret as the caller presented it, prefix included. Keep it out of logs. */ key: string;
      /** Labels for analytics, usually `name=value`. They do not change the verdict. */ tags?: string[];
      /** What the key must hold, as one expression with AND, OR and brackets: a string, not a list. Bad syntax answers 400. */ permissions?: string;
      /** Price of this verification. Absent means 1 credit. */ credits?: components["schemas"]["KeysVerifyKeyCredits"];
      /** Limits to check besides those with `autoApply`. A name that is configured nowhere, sent without limit and duration, answers 412. */
      ratelimits?: components["schemas"]["KeysVerifyKeyRatelimit"][];
      /** Migration the key may have come with; needed until each prefixed-api-key import has been seen once. Keys with fewer than three `_` parts then answer 400. */
      migrationId?: string;
    };
    /** What one verification spends. */
    KeysVerifyKeyCredits: {
      /** Credits to spend; 0 spends none, yet rate limits still count. */ cost: number;
    };
    /** One limit to check. Not a closed object: a misspelt field is ignored, not refused. */
    KeysVerifyKeyRatelimit: {
      /** Name of a limit of the key or of its identity; the one of the key wins. */ name: string;
      /** Tokens this call takes from the window. */ cost?: number;
      /** Tokens per window, in place of the configured number. */ limit?: number;
      /** Window in milliseconds, in place of the configured one. */ duration?: number;
    };
    V2KeysVerifyKeyResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysVerifyKeyResponseData"] };
    /** The verdict. A refused key answers 200 too: read `valid` and `code`, never the status alone. */
    V2KeysVerifyKeyResponseData: {
      /** True if the key may be used now. */ valid: boolean;
      /** Why. NOT_FOUND also stands for a deleted key and for one that the root key may not verify; expect new values. */
      code: "VALID" | "NOT_FOUND" | "FORBIDDEN" | "INSUFFICIENT_PERMISSIONS" | "USAGE_EXCEEDED" | "RATE_LIMITED" | "DISABLED" | "EXPIRED";
      /** Id of the key; absent with NOT_FOUND. */ keyId?: string;
      /** Label of the key, if it has one. */ name?: string;
      /** The JSON stored with the key. */ meta?: { [key: string]: unknown };
      /** Moment of expiry, Unix milliseconds; absent means never. */ expires?: number;
      /** Credits left after this call; absent means unlimited, 0 means spent. */ credits?: number;
      /** False for a disabled key. */ enabled?: boolean;
      /** Slugs the key holds, directly and through roles. Sent whether or not the request asked about permissions. */ permissions?: string[];
      /** Names of the roles of the key. Sent whether or not permissions were asked about. */ roles?: string[];
      /** Owner of the key, if it has one. */ identity?: components["schemas"]["Identity"];
      /** State of each limit that was checked. */ ratelimits?: components["schemas"]["VerifyKeyRatelimitData"][];
    };
    /** A rate limit after this verification. */
    VerifyKeyRatelimitData: {
      /** True if this limit refused the call. */ exceeded: boolean;
      /** Id of the limit. A limit given only in the request really comes with an empty id. */ id: string;
      /** Name of the limit. */ name: string;
      /** Tokens per window. Requests may set more than the maximum stated here. */ limit: number;
      /** Window in milliseconds. */ duration: number;
      /** When the window ends. The server really sends Unix milliseconds, not the duration that the maximum stated here suggests. */ reset: number;
      /** Tokens left in the window. */ remaining: number;
      /** True if every verification checks this limit, asked or not. */ autoApply: boolean;
    };
    V2KeysGetKeyRequestBody: {
      /** Id of the key (`key_…`), not its secret: to look up a secret use whoami. */ keyId: string;
      /** Ask for `plaintext`. Works only for recoverable keys and with the `decrypt_key` permission. */ decrypt?: boolean;
    };
    V2KeysGetKeyResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["KeyResponseData"] };
    V2KeysWhoamiRequestBody: {
      /** Full secret of the key to look up, prefix included. It travels in the body: keep it out of logs. */ key: string;
    };
    V2KeysWhoamiResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["KeyResponseData"] };
    V2ApisListKeysRequestBody: {
      /** API whose keys are listed. There is no listing across APIs. */ apiId: string;
      /** Page size. */ limit?: number;
      /** `pagination.cursor` of the page before; leave out for the first page. */ cursor?: string;
      /** Only keys of this owner, compared exactly. An unknown owner gives an empty page, not 404. */ externalId?: string;
      /** Ask for `plaintext` of the recoverable keys. Needs `decrypt_key` as well. */ decrypt?: boolean;
      /** Experimental: meant to read past the cache. The server accepts it and does nothing with it. */ revalidateKeysCache?: boolean;
    };
    V2ApisListKeysResponseBody: {
      meta: components["schemas"]["Meta"];
      data: components["schemas"]["V2ApisListKeysResponseData"];
      pagination: components["schemas"]["Pagination"];
    };
    /** One page of keys in order of id, which is random: not by age. Disabled and expired keys are in it, deleted ones are not. */
    V2ApisListKeysResponseData: components["schemas"]["KeyResponseData"][];
    /** The changes. An absent field stays as it is; null clears a field whose type has null. */
    V2KeysUpdateKeyRequestBody: {
      /** Which key to change: its id, not its secret. */ keyId: string;
      /** New label; null removes it. */ name?: string | null;
      /** Your id of the new owner, whose identity is made if there is none; null detaches the key from its owner. */ externalId?: string | null;
      /** Replaces the stored JSON as a whole, without merging; null removes it. */ meta?: { [key: string]: unknown } | null;
      /** New moment of expiry, Unix milliseconds; null means never. */ expires?: number | null;
      /** New budget; null makes the key unlimited. */ credits?: components["schemas"]["UpdateKeyCreditsData"];
      /** Replaces all rate limits; `[]` removes them. Null is not in the type, and the server treats it as absent. */
      ratelimits?: components["schemas"]["RatelimitRequest"][];
      /** False makes verifyKey answer DISABLED, and can be undone. */ enabled?: boolean;
      /** Replaces all roles; `[]` removes them. Each must exist. */ roles?: string[];
      /** Replaces the direct permissions; `[]` removes them. Slugs from getKey include those of roles: do not write them back. */ permissions?: string[];
    };
    /** New credit settings of a key; null makes it unlimited. */
    UpdateKeyCreditsData: {
      /** New balance; null means unlimited and drops the refill. Can exceed 2^53. */ remaining?: number | null;
      /** New refill plan; null drops it. */ refill?: components["schemas"]["UpdateKeyCreditsRefill"];
    } | null;
    /** Automatic top-up; null drops it. */
    UpdateKeyCreditsRefill: {
      /** How often to refill. */ interval: "daily" | "monthly";
      /** Credits per refill. */ amount: number;
      /** Day of the month, required with `monthly`; a short month uses its last day. With `daily` it answers 400 here. */ refillDay?: number;
    } | null;
    V2KeysUpdateKeyResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["EmptyResponse"] };
    V2KeysUpdateCreditsRequestBody: {
      /** Id of the key (`key_…`), not its secret. */ keyId: string;
      /** Credits to set, add or take. Null goes only with `set`: unlimited, and the refill is dropped. */ value?: number | null;
      /** Only `set` is safe to retry. `decrement` stops at 0; `increment` and `decrement` answer 400 for an unlimited key. */
      operation: "set" | "increment" | "decrement";
    };
    V2KeysUpdateCreditsResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["KeyCreditsData"] };
    /** Not a closed object: a misspelt field is ignored, not refused. */
    V2KeysRerollKeyRequestBody: {
      /** Which key to replace: its id, not its secret. */ keyId: string;
      /** How many milliseconds the old key lives on: a duration, 0 for none, rounded up to the next minute. A timestamp passes the check and keeps the old key alive for decades. */
      expiration: number;
    };
    V2KeysRerollKeyResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysRerollKeyResponseData"] };
    /** The new key. */
    V2KeysRerollKeyResponseData: {
      /** Id of the new key; the old one keeps its own. */ keyId: string;
      /** The new secret, shown this once (unless the old key was recoverable). */ key: string;
    };
    V2KeysDeleteKeyRequestBody: {
      /** Which key to delete: its id, not its secret. */ keyId: string;
      /** True also erases the stored hash, so the same secret can be imported again. Both ways no call can see the key afterwards. */ permanent?: boolean;
    };
    V2KeysDeleteKeyResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["EmptyResponse"] };
    V2KeysMigrateKeysRequestBody: {
      /** Id that Unkey support gives you; it fixes the hash algorithm of the whole batch. No call creates one. */ migrationId: string;
      /** API that will own the keys. */ apiId: string;
      /** The keys to import, in one transaction; the 10 MiB body is the only upper limit. A hash twice in one batch fails the whole batch with 500. */
      keys: components["schemas"]["V2KeysMigrateKeyData"][];
    };
    /** One key to import. Prefix, start, creation time and last use cannot be carried over. */
    V2KeysMigrateKeyData: {
      /** In a `sha256` migration: padded standard base64 of the SHA-256 of the full secret; hex is accepted there and never verifies. In a prefixed-api-key migration: hex of the SHA-256 of the long token. */
      hash: string;
      /** Label for people. */ name?: string;
      /** Your id of the owner, made if there is none. Unlike createKey, any characters pass. */ externalId?: string;
      /** Any JSON you want back from verifyKey. At most 100 top-level properties. */ meta?: { [key: string]: unknown };
      /** Names of roles to give. The server really creates missing ones here, which createKey does not. */ roles?: string[];
      /** Permission slugs granted directly; unknown ones are created. */ permissions?: string[];
      /** Moment of expiry, Unix milliseconds; absent means never. */ expires?: number;
      /** False imports the key as DISABLED. */ enabled?: boolean;
      /** Usage budget; absent means unlimited. A null `remaining` fits the schema but fails the whole batch with 500. */
      credits?: components["schemas"]["KeyCreditsData"];
      /** Rate limits of this key, each with its own name. */ ratelimits?: components["schemas"]["RatelimitRequest"][];
    };
    V2KeysMigrateKeysResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysMigrateKeysResponseData"] };
    /** What was imported and what was not. */
    V2KeysMigrateKeysResponseData: {
      /** Imported keys. Match them to the request by hash, not by position. */ migrated: components["schemas"]["V2KeysMigrateKeysMigration"][];
      /** Hashes that already exist in some workspace, deleted keys included; neither reason nor key id is given. Really null, not `[]`, when nothing failed. */
      failed: string[];
    };
    /** One imported key. */
    V2KeysMigrateKeysMigration: {
      /** The hash as sent. */ hash: string;
      /** Id of the new key. */ keyId: string;
    };
    V2KeysAddPermissionsRequestBody: {
      /** Id of the key, not its secret. */ keyId: string;
      /** Slugs to add. Those already held are skipped; unknown ones are created, or answer 403 when the root key may not. */ permissions: string[];
    };
    V2KeysAddPermissionsResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysAddPermissionsResponseData"] };
    /** Direct permissions of the key after the change; those of roles are left out. */ V2KeysAddPermissionsResponseData: components["schemas"]["Permission"][];
    V2KeysSetPermissionsRequestBody: {
      /** Id of the key, not its secret. */ keyId: string;
      /** Slugs the key shall hold directly, and no others; `[]` removes all. Unknown ones are created, or answer 403 when the root key may not. */
      permissions: string[];
    };
    V2KeysSetPermissionsResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysSetPermissionsResponseData"] };
    /** Direct permissions of the key after the change; those of roles are left out. */ V2KeysSetPermissionsResponseData: components["schemas"]["Permission"][];
    V2KeysRemovePermissionsRequestBody: {
      /** Id of the key, not its secret. */ keyId: string;
      /** Slugs or permission ids to take away. A permission that also comes with a role stays in force. */ permissions: string[];
    };
    V2KeysRemovePermissionsResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysRemovePermissionsResponseData"] };
    /** Direct permissions the key still has; those of roles are left out. */ V2KeysRemovePermissionsResponseData: components["schemas"]["Permission"][];
    V2KeysAddRolesRequestBody: {
      /** Id of the key, not its secret. */ keyId: string;
      /** Names of roles to add. Each must exist, else 404 and nothing changes; the pattern is narrower than in setRoles. */ roles: string[];
    };
    V2KeysAddRolesResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysAddRolesResponseData"] };
    /** All roles of the key after the change. */ V2KeysAddRolesResponseData: components["schemas"]["Role"][];
    V2KeysSetRolesRequestBody: {
      /** Id of the key, not its secret. */ keyId: string;
      /** Names of the roles the key shall have, and no others; `[]` removes all. Each must exist, else 404. */ roles: string[];
    };
    V2KeysSetRolesResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysSetRolesResponseData"] };
    /** All roles of the key after the change. */ V2KeysSetRolesResponseData: components["schemas"]["Role"][];
    V2KeysRemoveRolesRequestBody: {
      /** Id of the key, not its secret. */ keyId: string;
      /** Names of roles to take away. One the key does not have is skipped; one that does not exist answers 404. */ roles: string[];
    };
    V2KeysRemoveRolesResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2KeysRemoveRolesResponseData"] };
    /** Roles the key still has. */ V2KeysRemoveRolesResponseData: components["schemas"]["Role"][];
    V2ApisCreateApiRequestBody: {
      /** Name of the API, unique in the workspace and fixed. */ name: string;
    };
    V2ApisCreateApiResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2ApisCreateApiResponseData"] };
    /** The new API. */
    V2ApisCreateApiResponseData: {
      /** Id of the API, as createKey and listKeys want it. */ apiId: string;
    };
    V2ApisGetApiRequestBody: {
      /** Id of the API. At least 8 characters here, 3 in createKey. */ apiId: string;
    };
    V2ApisGetApiResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2ApisGetApiResponseData"] };
    /** An API: a named set of keys. */
    V2ApisGetApiResponseData: {
      /** Id of the API. */ id: string;
      /** Name of the API. */ name: string;
    };
    V2ApisDeleteApiRequestBody: {
      /** Id of the API to delete with all its keys. */ apiId: string;
    };
    V2ApisDeleteApiResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["EmptyResponse"] };
    V2PermissionsCreatePermissionRequestBody: {
      /** Name for people, unique in the workspace. */ name: string;
      /** What keys hold and verifyKey checks, unique in the workspace. Wildcards and `:` are refused here. */ slug: string;
      /** What the permission allows, for your team. */ description?: string;
    };
    V2PermissionsCreatePermissionResponseBody: {
      meta: components["schemas"]["Meta"];
      data: components["schemas"]["V2PermissionsCreatePermissionResponseData"];
    };
    /** The new permission. */
    V2PermissionsCreatePermissionResponseData: {
      /** Id of the permission (`perm_…`). */ permissionId: string;
    };
    V2PermissionsGetPermissionRequestBody: {
      /** Id of the permission (`perm_…`). */ permission: string;
    };
    V2PermissionsGetPermissionResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["Permission"] };
    V2PermissionsListPermissionsRequestBody: {
      /** `pagination.cursor` of the page before; leave out for the first page. */ cursor?: string;
      /** Page size. */ limit?: number;
      /** Keep those with this text somewhere (id, name, description, slug); case does not matter. */ search?: string;
    };
    V2PermissionsListPermissionsResponseBody: {
      meta: components["schemas"]["Meta"];
      data: components["schemas"]["V2PermissionsListPermissionsResponseData"];
      pagination: components["schemas"]["Pagination"];
    };
    /** One page of permissions in order of id. */ V2PermissionsListPermissionsResponseData: components["schemas"]["Permission"][];
    V2PermissionsDeletePermissionRequestBody: {
      /** The permission: its id or its slug. */ permission: string;
    };
    V2PermissionsDeletePermissionResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["EmptyResponse"] };
    V2PermissionsCreateRoleRequestBody: {
      /** Name of the role, unique in the workspace; keys refer to it. */ name: string;
      /** Who should have the role, for your team. */ description?: string;
    };
    V2PermissionsCreateRoleResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["V2PermissionsCreateRoleResponseData"] };
    /** The new role, still without permissions. */
    V2PermissionsCreateRoleResponseData: {
      /** Id of the role (`role_…`). */ roleId: string;
    };
    V2PermissionsGetRoleRequestBody: {
      /** The role: its id or its name. */ role: string;
    };
    V2PermissionsGetRoleResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["Role"] };
    V2PermissionsListRolesRequestBody: {
      /** Page size. */ limit?: number;
      /** `pagination.cursor` of the page before; leave out for the first page. */ cursor?: string;
      /** Keep those with this text somewhere (id, name, description); case does not matter. */ search?: string;
    };
    V2PermissionsListRolesResponseBody: {
      meta: components["schemas"]["Meta"];
      data: components["schemas"]["V2PermissionsListRolesResponseData"];
      pagination: components["schemas"]["Pagination"];
    };
    /** One page of roles in order of id. */ V2PermissionsListRolesResponseData: components["schemas"]["Role"][];
    V2PermissionsDeleteRoleRequestBody: {
      /** The role: its id or its name. */ role: string;
    };
    V2PermissionsDeleteRoleResponseBody: { meta: components["schemas"]["Meta"]; data: components["schemas"]["EmptyResponse"] };
    /** A key as getKey, listKeys and whoami show it. Empty fields are left out, never null; the owning API is not named. */
    KeyResponseData: {
      /** Id of the key (`key_…`). */ keyId: string;
      /** Prefix and first 4 characters of the secret, to recognise it by. An imported key has an empty start, whatever the minimum stated here. */
      start: string;
      /** False for a disabled key. */ enabled: boolean;
      /** Label of the key. */ name?: string;
      /** The JSON stored with the key. */ meta?: { [key: string]: unknown };
      /** Creation time, Unix milliseconds. For an imported key, the time of the import. */ createdAt: number;
      /** Time of the last change, Unix milliseconds; absent if never changed or just rerolled. */ updatedAt?: number;
      /** Time of the last verification, Unix milliseconds, up to 5 minutes off. Absent if never used. */ lastUsedAt?: number;
      /** Moment of expiry, Unix milliseconds; absent means never. */ expires?: number;
      /** Slugs held directly and through roles, in random order. */ permissions?: string[];
      /** Names of the roles of the key. */ roles?: string[];
      /** Credit balance; absent means unlimited. May trail verifyKey a little. */ credits?: components["schemas"]["KeyCreditsData"];
      /** Owner of the key; absent if it has none. */ identity?: components["schemas"]["Identity"];
      /** The secret. Only with `decrypt`, only for a recoverable key, and absent without a word if decryption fails. */ plaintext?: string;
      /** Rate limits of the key. */ ratelimits?: components["schemas"]["RatelimitResponse"][];
    };
    /** Credit balance of a key, and how it is refilled. */
    KeyCreditsData: {
      /** Credits left; null means unlimited. Can exceed 2^53. */ remaining: number | null;
      /** Automatic top-up, if any. */ refill?: components["schemas"]["KeyCreditsRefill"];
    };
    /** Automatic top-up of credits. */
    KeyCreditsRefill: {
      /** How often to refill. */ interval: "daily" | "monthly";
      /** Credits per refill. */ amount: number;
      /** Day of the month, required with `monthly` (else 400); a short month uses its last day. Ignored with `daily`. */ refillDay?: number;
    };
    /** A rate limit to give a key. Not a closed object: a misspelt field is ignored, not refused. */
    RatelimitRequest: {
      /** Name that verifyKey refers to. */ name: string;
      /** Tokens per window. Answers state a maximum of 1000000, requests none. */ limit: number;
      /** Window in milliseconds, one second at least. Answers state a maximum of 30 days, requests none. */ duration: number;
      /** True checks the limit at every verification; false only when verifyKey names it. Required, despite its default. */ autoApply: boolean;
    };
    /** A rate limit of a key or of an identity. */
    RatelimitResponse: {
      /** Id of the limit (`rl_…`). */ id: string;
      /** Name that verifyKey refers to. */ name: string;
      /** Tokens per window. Requests may set more than the maximum stated here. */ limit: number;
      /** Window in milliseconds. Requests may set more than the maximum stated here. */ duration: number;
      /** True if every verification checks this limit, asked or not. */ autoApply: boolean;
    };
    /** The owner that keys can share, with limits of its own. */
    Identity: {
      /** Id at Unkey. */ id: string;
      /** Your own id of the owner. */ externalId: string;
      /** The JSON stored with the identity. */ meta?: { [key: string]: unknown };
      /** Limits shared by all keys of this owner. */ ratelimits?: components["schemas"]["RatelimitResponse"][];
    };
    /** A permission of the workspace. */
    Permission: {
      /** Id of the permission (`perm_…`). */ id: string;
      /** Name for people. */ name: string;
      /** What keys hold and verifyKey checks. */ slug: string;
      /** What the permission allows. */ description?: string;
    };
    /** A named set of permissions. */
    Role: {
      /** Id of the role (`role_…`). */ id: string;
      /** Name that keys refer to. */ name: string;
      /** Who should have the role. */ description?: string;
      /** Permissions that come with the role. */ permissions?: components["schemas"]["Permission"][];
    };
    /** Where the next page starts. There is no total. */
    Pagination: {
      /** Send it as `cursor` for the next page; treat it as opaque. In listKeys it is the id of the first key of that page. */ cursor?: string;
      /** False on the last page. Go by this, not by the length of the page. */ hasMore: boolean;
    };
    /** Nothing to report: the call succeeded. */ EmptyResponse: Record<string, unknown>;
    /** About the request itself, in success and error alike. */
    Meta: {
      /** Id of the request, for support. It is in the body only, not in a header. */ requestId: string;
    };
    /** Body of a 400. */ BadRequestErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BadRequestErrorDetails"] };
    /** Body of a 401. */ UnauthorizedErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** Body of a 403. */ ForbiddenErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** Body of a 404. */ NotFoundErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** Body of a 409. */ ConflictErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** Body of a 412. */ PreconditionFailedErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** Body of a 429. */ TooManyRequestsErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** Body of a 500. */ InternalServerErrorResponse: { meta: components["schemas"]["Meta"]; error: components["schemas"]["BaseError"] };
    /** What went wrong, in the manner of RFC 7807. */
    BaseError: {
      /** What happened this time, for people. */ detail: string;
      /** The HTTP status once more. */ status: number;
      /** Short name of the kind of error, for people. */ title: string;
      /** The code to branch on: `https://unkey.com/docs/errors/` and a path such as `unkey/data/key_not_found`. Keep the whole path: `unkey/authentication/key_not_found` is about the root key. */
      type: string;
    };
    /** A BaseError with the fields at fault. BaseError is closed, so read strictly this allOf matches nothing: do not validate it. */
    BadRequestErrorDetails: components["schemas"]["BaseError"] & {
      /** The fields at fault. */ errors: components["schemas"]["ValidationError"][];
    };
    /** One fault in the request. */
    ValidationError: {
      /** Path to the fault, such as `body.name`. */ location: string;
      /** What is wrong with it. */ message: string;
      /** How to put it right, when the server knows. */ fix?: string;
    };
  };
  responses: {
    /** The request is not valid (`unkey/application/invalid_input`, `user/bad_request/…`), or the Authorization header is missing or malformed (`unkey/authentication/missing`, `unkey/authentication/malformed`): that is 400 here, not 401. */
    BadRequest: { content: { "application/json": components["schemas"]["BadRequestErrorResponse"] } };
    /** The root key is unknown, or the credential is not a root key (`unkey/authentication/key_not_found`). */
    Unauthorized: { content: { "application/json": components["schemas"]["UnauthorizedErrorResponse"] } };
    /** The root key lacks a permission (`unkey/authorization/insufficient_permissions`), or it is disabled or expired, or its workspace disabled (`unkey/authorization/key_disabled`, `unkey/authorization/workspace_disabled`). createKey, listKeys and whoami answer 404 for a missing permission. */
    Forbidden: { content: { "application/json": components["schemas"]["ForbiddenErrorResponse"] } };
    /** No such thing in this workspace, or one the root key may not see (`unkey/data/` and `key_not_found`, `api_not_found`, `role_not_found`, `permission_not_found` or `migration_not_found`). */
    NotFound: { content: { "application/json": components["schemas"]["NotFoundErrorResponse"] } };
    /** The name or slug is taken (`unkey/data/permission_already_exists`, `unkey/data/role_already_exists`). */
    Conflict: { content: { "application/json": components["schemas"]["ConflictErrorResponse"] } };
    /** Delete protection is on (`unkey/application/protected_resource`). createKey, getKey and verifyKey can answer 412 as well (`unkey/application/precondition_failed`), which the vendor does not document. */
    PreconditionFailed: { content: { "application/json": components["schemas"]["PreconditionFailedErrorResponse"] } };
    /** The workspace is over its own limit per minute (`user/too_many_requests/workspace_rate_limited`). `Retry-After` and `RateLimit-Reset` are seconds to wait, possibly 0. */
    TooManyRequests: { content: { "application/problem+json": components["schemas"]["TooManyRequestsErrorResponse"] } };
    /** The server failed (`unkey/application/unexpected_error`, `unkey/application/service_unavailable`); a database outage is 500 too, never 503. */
    InternalServerError: { content: { "application/json": components["schemas"]["InternalServerErrorResponse"] } };
  };
}
export interface operations {
  "keys.createKey": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysCreateKeyRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysCreateKeyResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.verifyKey": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysVerifyKeyRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysVerifyKeyResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.getKey": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysGetKeyRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysGetKeyResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.whoami": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysWhoamiRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysWhoamiResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "apis.listKeys": {
    requestBody: { content: { "application/json": components["schemas"]["V2ApisListKeysRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2ApisListKeysResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.updateKey": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysUpdateKeyRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysUpdateKeyResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.updateCredits": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysUpdateCreditsRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysUpdateCreditsResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.rerollKey": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysRerollKeyRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysRerollKeyResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.deleteKey": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysDeleteKeyRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysDeleteKeyResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.migrateKeys": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysMigrateKeysRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysMigrateKeysResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.addPermissions": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysAddPermissionsRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysAddPermissionsResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.setPermissions": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysSetPermissionsRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysSetPermissionsResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.removePermissions": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysRemovePermissionsRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysRemovePermissionsResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.addRoles": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysAddRolesRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysAddRolesResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.setRoles": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysSetRolesRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysSetRolesResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "keys.removeRoles": {
    requestBody: { content: { "application/json": components["schemas"]["V2KeysRemoveRolesRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2KeysRemoveRolesResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "apis.createApi": {
    requestBody: { content: { "application/json": components["schemas"]["V2ApisCreateApiRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2ApisCreateApiResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "apis.getApi": {
    requestBody: { content: { "application/json": components["schemas"]["V2ApisGetApiRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2ApisGetApiResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "apis.deleteApi": {
    requestBody: { content: { "application/json": components["schemas"]["V2ApisDeleteApiRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2ApisDeleteApiResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 412: components["responses"]["PreconditionFailed"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.createPermission": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsCreatePermissionRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsCreatePermissionResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 409: components["responses"]["Conflict"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.getPermission": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsGetPermissionRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsGetPermissionResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.listPermissions": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsListPermissionsRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsListPermissionsResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.deletePermission": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsDeletePermissionRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsDeletePermissionResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.createRole": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsCreateRoleRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsCreateRoleResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 409: components["responses"]["Conflict"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.getRole": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsGetRoleRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsGetRoleResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.listRoles": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsListRolesRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsListRolesResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
  "permissions.deleteRole": {
    requestBody: { content: { "application/json": components["schemas"]["V2PermissionsDeleteRoleRequestBody"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["V2PermissionsDeleteRoleResponseBody"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 429: components["responses"]["TooManyRequests"]; 500: components["responses"]["InternalServerError"];
    };
  };
}
