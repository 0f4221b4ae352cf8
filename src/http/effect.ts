/**
 * What a call does at the vendor, which decides whether it may be repeated. It is the operation's property, not the HTTP
 * method's: Unkey's reads are POST. A call that `reads` may always be repeated. One that `settles` acts, but a second time
 * does no more than the first (a revocation): it may be repeated too, and unanswered it may have acted. One that `acts` is
 * repeated only when the vendor certainly did not act. So is one that `spends` (a verification, which is counted), but it leaves
 * nothing behind that one might have twice.
 *
 * Only of a raw call is the meaning not known, so there the method decides: GET and HEAD read, all others act.
 */
export type Effect = 'reads' | 'settles' | 'spends' | 'acts'
