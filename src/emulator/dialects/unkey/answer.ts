/** What an answer has beside its `meta`. */
export interface UnkeyAnswer {
  readonly data: unknown
  readonly pagination?: { readonly cursor?: string; readonly hasMore: boolean }
}
