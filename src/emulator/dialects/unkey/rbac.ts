import { alreadyExists, permissionNotFound, roleNotFound } from './refusals.js'

/** A permission of the workspace. Keys and roles hold its slug. */
export interface UnkeyPermission {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly description: string | null
}

/** A role of the workspace. Keys hold its name. No operation here gives it permissions: that is set up beforehand. */
export interface UnkeyRole {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly permissions: readonly string[]
}

/** The permissions and roles of a workspace. */
export class UnkeyRbac {
  readonly #permissions = new Map<string, UnkeyPermission>()
  readonly #roles = new Map<string, UnkeyRole>()
  readonly #id: (prefix: string) => string

  /** `id` makes an id; `roles` are there from the start, with the slugs of their permissions. */
  constructor(id: (prefix: string) => string, roles: Readonly<Record<string, readonly string[]>>) {
    this.#id = id
    for (const [name, slugs] of Object.entries(roles)) {
      for (const slug of slugs) this.ensurePermission(slug)
      this.#roles.set(name, {
        id: this.#id('role'),
        name,
        description: null,
        permissions: [...new Set(slugs)],
      })
    }
  }

  hasPermission(slug: string): boolean {
    return this.#permissions.has(slug)
  }

  /** The permission of a slug, made if there is none; it is named like its slug then. */
  ensurePermission(slug: string): UnkeyPermission {
    return this.#permissions.get(slug) ?? this.#addPermission(slug, slug, null)
  }

  createPermission(slug: string, name: string, description: string | null): UnkeyPermission {
    const taken = [...this.#permissions.values()].some((other) => other.slug === slug || other.name === name)
    if (taken) throw alreadyExists('permission')
    return this.#addPermission(slug, name, description)
  }

  /** By id or slug. */
  permission(idOrSlug: string): UnkeyPermission {
    const found = this.#permissions.get(idOrSlug) ?? this.permissions().find(({ id }) => id === idOrSlug)
    if (found === undefined) throw permissionNotFound()
    return found
  }

  permissions(): readonly UnkeyPermission[] {
    return [...this.#permissions.values()]
  }

  /** Takes a permission out of the workspace and out of its roles. */
  deletePermission({ slug }: UnkeyPermission): void {
    this.#permissions.delete(slug)
    for (const role of this.#roles.values()) {
      this.#roles.set(role.name, { ...role, permissions: role.permissions.filter((held) => held !== slug) })
    }
  }

  /** The role of a name, made if there is none, as an import does and nothing else. */
  ensureRole(name: string): UnkeyRole {
    return this.#roles.get(name) ?? this.#addRole(name, null)
  }

  createRole(name: string, description: string | null): UnkeyRole {
    if (this.#roles.has(name)) throw alreadyExists('role')
    return this.#addRole(name, description)
  }

  /** By id or name. */
  role(idOrName: string): UnkeyRole {
    const found = this.#roles.get(idOrName) ?? this.roles().find(({ id }) => id === idOrName)
    if (found === undefined) throw roleNotFound()
    return found
  }

  roles(): readonly UnkeyRole[] {
    return [...this.#roles.values()]
  }

  deleteRole({ name }: UnkeyRole): void {
    this.#roles.delete(name)
  }

  /** What a key with these roles and direct permissions holds altogether, each slug once. */
  effective(direct: readonly string[], roles: readonly string[]): readonly string[] {
    const inherited = roles.flatMap((name) => this.#roles.get(name)?.permissions ?? [])
    return [...new Set([...direct, ...inherited])]
  }

  #addPermission(slug: string, name: string, description: string | null): UnkeyPermission {
    const permission = { id: this.#id('perm'), slug, name, description }
    this.#permissions.set(slug, permission)
    return permission
  }

  #addRole(name: string, description: string | null): UnkeyRole {
    const role = { id: this.#id('role'), name, description, permissions: [] }
    this.#roles.set(name, role)
    return role
  }
}
