/** What stands in the place of a secret, wherever one would become text. */
export const redacted = '[redacted]'
