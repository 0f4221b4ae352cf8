import type { JsonObject } from '../../../../src/generator/json.js'

/** A vendor that is there for tests alone: its document, and what that means to keymux. */
export interface OddVendor {
  readonly id: string
  readonly document: JsonObject
  readonly overlay: JsonObject
}
