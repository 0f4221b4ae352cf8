/** What became of a call. */
export type Outcome =
  | { readonly kind: 'resolved'; readonly value: unknown }
  | { readonly kind: 'rejected'; readonly error: unknown }
  | { readonly kind: 'pending' }

/** After this long nobody waits for a call any more. */
export const patienceSeconds = 20

/** Waits for a call, but not for ever. */
export async function settle(call: Promise<unknown>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const pending = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'pending' }), patienceSeconds * 1000)
  })
  const settled = call.then(
    (value): Outcome => ({ kind: 'resolved', value }),
    (error: unknown): Outcome => ({ kind: 'rejected', error }),
  )
  const outcome = await Promise.race([settled, pending])
  clearTimeout(timer)
  return outcome
}
