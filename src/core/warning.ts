/** Something that a vendor's answer lacked or had wrong, short of the id and the secret. Never holds a value. */
export interface Warning {
  /**
   * `missing`: the vendor's contract promises it, the answer lacks it. `wrong_type`: it could not be read.
   * `unknown_value`: a value that the contract does not list. `renamed`: found under another spelling.
   * `invalid_metadata`: not what the client's `metadataSchema` expects. `changed`: the vendor could not keep it as it was,
   * or does not show it as you asked. `not_found`: the vendor knew no such key when it was to be ended.
   */
  readonly code:
    'missing' | 'wrong_type' | 'unknown_value' | 'renamed' | 'invalid_metadata' | 'changed' | 'not_found'
  /** Where in the answer, as a JSON pointer: `/data/created_at`; or which of your own options (`metadata.plan`). */
  readonly path: string
  /** One sentence for a log. */
  readonly message: string
}
