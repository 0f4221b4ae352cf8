/** How many there are, by a header such as `X-Total-Count`; undefined where it is not there or is no number. */
export function headerCount(header: string | null): number | undefined {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}
