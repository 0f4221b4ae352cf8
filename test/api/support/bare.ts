/* What the check for docstrings must find: see docstrings.test.ts. */

export const answer: number = 42

export interface Told {
  readonly bare: string
  /** Known. */
  readonly known: { readonly inner: string }
}

/** Of two forms. */
export type Form =
  | {
      readonly kind: 'one'
      /** Known in one form. */
      readonly id: string
    }
  | { readonly kind: 'two'; readonly id: string; readonly lost: number }

/** A class. */
export class Thing {
  #hidden = 1
  /** Known. */
  known(): number {
    return this.#hidden
  }
  bare(): string {
    return this.toString()
  }
  toString(): string {
    return 'Thing'
  }
}

/** Has the docstrings of what it implements. */
export class Heir implements Pick<Told, 'known'> {
  readonly known = { inner: '' }
}

export function make(): { readonly own: number } {
  return { own: 1 }
}
