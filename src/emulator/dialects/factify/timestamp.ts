/** A point in time with the nanoseconds that a Date cannot hold. */
export interface Timestamp {
  /** Whole milliseconds, cut off and not rounded. */
  readonly date: Date
  /** RFC 3339 in UTC, as Factify answers it. */
  readonly text: string
}

/** Reads RFC 3339 with any zone and up to nine fractional digits; null where the text is no point in time. */
export function parseTimestamp(text: string): Timestamp | null {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) return null
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? ''
  return { date, text: written(date, fraction) }
}

/** A moment of the clock, with digits below its milliseconds. */
export function timestampAt(date: Date, belowMilliseconds: string): Timestamp {
  return { date, text: written(date, String(date.getUTCMilliseconds()).padStart(3, '0') + belowMilliseconds) }
}

/** No fraction, or one of three, six or nine digits: as few as hold it. */
function written(date: Date, fraction: string): string {
  const digits = fraction.padEnd(9, '0').replace(/(000)+$/, '')
  return `${date.toISOString().slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`
}
