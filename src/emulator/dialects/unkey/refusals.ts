import { refuse, type UnkeyRefusal } from './errors.js'

/** What the keys of a workspace and what belongs to them can be refused for. */

function missing(what: string, detail: string): UnkeyRefusal {
  return refuse(404, 'Not Found', `unkey/data/${what}_not_found`, detail)
}

/** Also the answer for a key that was deleted, in either way. */
export function keyNotFound(): UnkeyRefusal {
  return missing('key', 'The key was not found.')
}

/** Also the answer where the root key may not make or list keys: Unkey does not tell what it would keep to itself. */
export function apiNotFound(): UnkeyRefusal {
  return missing('api', 'The API was not found.')
}

export function migrationNotFound(): UnkeyRefusal {
  return missing('migration', 'The migration was not found.')
}

export function permissionNotFound(): UnkeyRefusal {
  return missing('permission', 'The permission was not found.')
}

export function roleNotFound(): UnkeyRefusal {
  return missing('role', 'A role was not found.')
}

export function alreadyExists(what: 'permission' | 'role'): UnkeyRefusal {
  return refuse(409, 'Conflict', `unkey/data/${what}_already_exists`, `The ${what} already exists.`)
}

/** Also the answer to an API key, which is no root key. */
export function rootKeyNotFound(): UnkeyRefusal {
  const type = 'unkey/authentication/key_not_found'
  return refuse(401, 'Unauthorized', type, 'The root key was not found.')
}

export function forbidden(permission: string): UnkeyRefusal {
  const type = 'unkey/authorization/insufficient_permissions'
  return refuse(403, 'Forbidden', type, `The root key lacks the permission ${permission}.`)
}

/** A 412, which the document of the key operations does not have and the server does. */
export function preconditionFailed(detail: string): UnkeyRefusal {
  return refuse(412, 'Precondition Failed', 'unkey/application/precondition_failed', detail)
}

export function deletionProtected(): UnkeyRefusal {
  const type = 'unkey/application/protected_resource'
  return refuse(412, 'Precondition Failed', type, 'The API is protected from deletion.')
}
