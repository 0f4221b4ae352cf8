import { trouble } from './trouble.js'

/** A record as a line: JSON, with a checksum as its last field. */
export function toLine(record: object, checksum: (text: string) => number): string {
  const text = JSON.stringify(record)
  return `${text.slice(0, -1)},"sum":"${hex(checksum(text))}"}\n`
}

const form = /^(.*),"sum":"([0-9a-f]{8})"\}$/s

/** The record of a line; undefined where it is damaged. */
export function fromLine(line: string, checksum: (text: string) => number): unknown {
  const [, start, sum] = form.exec(line) ?? []
  if (start === undefined || hex(checksum(`${start}}`)) !== sum) return undefined
  return JSON.parse(`${start}}`)
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

export function damaged(path: string, line: number): Error {
  return trouble(
    'conflict',
    `The journal ${path} is damaged in line ${line}, with whole lines after it: no crash does that. Restore it from a copy; with a new journal the migration would not know what it has made.`,
  )
}
