import { InvalidArgumentError } from 'commander'

/** Three more come after the first. */
const lastPort = 65_532

/** A file descriptor that something can be read from. */
export function descriptor(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number !== 1 && number !== 2 && number <= 255) return number
  throw new InvalidArgumentError('It must be an open file descriptor, such as 3.')
}

/** So many, of which none at all makes no sense. */
export function count(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('It must be a whole number from 1 on.')
}

export function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}

/** The first of the ports that the four stand-ins listen on. */
export function firstPort(text: string): number {
  const number = Number(text)
  if (/^\d{1,5}$/.test(text) && number >= 1 && number <= lastPort) return number
  throw new InvalidArgumentError(
    `It must be a port from 1 to ${lastPort}: the vendors have one each, in a row.`,
  )
}

/** A flag that may be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}
