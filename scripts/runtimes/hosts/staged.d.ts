/** What stage.ts puts into the bundle of the checks: made anew each time, so that nothing is forgotten in a list. */
declare module 'staged' {
  /** Every entry of the built package, from its `exports`. */
  export const entries: Readonly<
    Record<
      string,
      {
        /** What the entry exports where it was built. */
        readonly names: readonly string[]
        load(): Promise<Readonly<Record<string, unknown>>>
      }
    >
  >
  /** What each vendor's contract is made of, by its id. */
  export const contracts: Readonly<Record<string, { readonly document: object; readonly overlay: object }>>
}
