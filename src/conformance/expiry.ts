/** How long a key that expires in a second may take to do so, by a vendor's clock that is a little behind. */
const patienceMs = 5000
const stepMs = 100

/** Asks again and again until the key has expired, or it should have long ago; gives the last answer. */
export async function untilExpired<T>(ask: () => Promise<T>, isExpired: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (isExpired(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, stepMs))
  }
}
