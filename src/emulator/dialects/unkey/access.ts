import { forbidden } from './refusals.js'

/** What a root key may do. The forms are `api.*.action`, `api.<apiId>.action` and `rbac.*.action`. */
export class UnkeyAccess {
  readonly #granted: readonly string[] | null

  /** Null grants everything. A list is asked anew each time: whoever has it can take permissions away. */
  constructor(granted: readonly string[] | null) {
    this.#granted = granted
  }

  /** Whether something may be done in an API; `*` asks for all of them. */
  allows(action: string, apiId: string): boolean {
    return this.#has(`api.*.${action}`) || this.#has(`api.${apiId}.${action}`)
  }

  /** @throws UnkeyRefusal 403 if it may not. Where Unkey masks that as a 404, ask `allows`. */
  demand(action: string, apiId: string): void {
    if (!this.allows(action, apiId)) throw forbidden(`api.${apiId}.${action}`)
  }

  /** The same for permissions and roles, which belong to the workspace. */
  demandRbac(action: string): void {
    if (!this.#has(`rbac.*.${action}`)) throw forbidden(`rbac.*.${action}`)
  }

  #has(permission: string): boolean {
    return this.#granted === null || this.#granted.includes(permission)
  }
}
