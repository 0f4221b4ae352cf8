/**
 * What a call does at the vendor, which decides whether it may be repeated. It is the operation's property, not the HTTP
 * method's: Unkey's reads are POST. A call that `reads` may always be repeated; one that `acts` only when the vendor
 * certainly did not act.
 */
export type Effect = 'reads' | 'acts'
