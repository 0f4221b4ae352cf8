/** Something that a vendor's answer lacked or had wrong, short of the id and the secret. Never holds a value. */
export interface Warning {
  /**
   * `missing`: the vendor's contract promises it, the answer lacks it. `wrong_type`: it could not be read.
   * `unknown_value`: a value that the contract does not list. `renamed`: found under another spelling.
   */
  readonly code: 'missing' | 'wrong_type' | 'unknown_value' | 'renamed'
  /** Where in the answer, as a JSON pointer: `/data/created_at`. */
  readonly path: string
  /** One sentence for a log. */
  readonly message: string
}
