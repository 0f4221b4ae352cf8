/** What can differ between a key and what it becomes at the target. */
export type LossField =
  | 'id'
  | 'secret'
  | 'name'
  | 'owner'
  | 'metadata'
  | 'scopes'
  | 'description'
  | 'expiresAt'
  | 'state'
  | 'createdAt'
  | 'lastUsedAt'
  | 'createdBy'
  | `vendor.${string}`

/** `lost`: not there any more; `cut`: a part of it; `clamped`: within the target's bounds; `changed`: something else. */
export type LossKind = 'lost' | 'cut' | 'clamped' | 'changed'

/** A field of a key that is not at the target what it was at the source. Never holds the value. */
export interface Loss {
  /** Which field, as `KeyRecord` names it. */
  readonly field: LossField
  /** What becomes of it. */
  readonly kind: LossKind
  /** Why, in a sentence without its full stop. */
  readonly why: string
}
