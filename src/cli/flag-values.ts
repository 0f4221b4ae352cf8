import { InvalidArgumentError } from 'commander'

/** A file descriptor that something can be read from. */
export function descriptor(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number !== 1 && number !== 2 && number <= 255) return number
  throw new InvalidArgumentError('It must be an open file descriptor, such as 3.')
}

export function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}

/** A flag that may be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}
