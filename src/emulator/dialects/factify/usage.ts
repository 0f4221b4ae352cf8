/** Requests as Factify bills them: per day for the organization, per calendar month (UTC) for each key. */
export class FactifyUsage {
  readonly #days = new Map<string, number>()
  readonly #keys = new Map<string, number>()

  /** Counts a request of a key; null is the credential that is no key of the organization's list. */
  count(keyId: string | null, now: Date): void {
    add(this.#days, dayOf(now))
    if (keyId !== null) add(this.#keys, `${keyId} ${monthOf(now)}`)
  }

  ofMonth(now: Date): number {
    let sum = 0
    for (const [day, requests] of this.#days) if (day.startsWith(monthOf(now))) sum += requests
    return sum
  }

  ofKey(keyId: string, now: Date): number {
    return this.#keys.get(`${keyId} ${monthOf(now)}`) ?? 0
  }

  /** The days with requests from one day to another, both included; null is no bound. */
  perDay(after: Date | null, before: Date | null): readonly { date: string; requests: number }[] {
    const [first, last] = [after === null ? '' : dayOf(after), before === null ? '~' : dayOf(before)]
    return [...this.#days]
      .filter(([day]) => day >= first && day <= last)
      .map(([date, requests]) => ({ date, requests }))
  }
}

/** The first instants of this billing month and of the next. */
export function billingMonth(now: Date): { readonly start: Date; readonly end: Date } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return { start: new Date(Date.UTC(year, month)), end: new Date(Date.UTC(year, month + 1)) }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7)
}
