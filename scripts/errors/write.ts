import { errorFacts, isPassing, type ErrorCode } from '../../src/core/error-codes.js'
import type { Cause } from './causes.js'
import { meanings } from './meanings.js'

const longestLine = 130

/** The part of docs/errors.md that is generated: a table of all codes, and a section of each. */
export function writeErrors(causesOf: (code: ErrorCode) => readonly Cause[]): string {
  const codes = Object.keys(errorFacts) as ErrorCode[]
  return [overview(codes), ...codes.map((code) => section(code, causesOf(code)))].join('\n\n')
}

/** A table as the formatter would leave it. */
function overview(codes: readonly ErrorCode[]): string {
  const heading = ['code', 'what happened', '`retryable`']
  const rows = codes.map((code) => [
    `[\`${code}\`](#${code})`,
    meanings[code].short,
    isPassing(code) ? 'yes' : 'no',
  ])
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const rule = widths.map((width) => '-'.repeat(width))
  return [heading, rule, ...rows]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}

function section(code: ErrorCode, causes: readonly Cause[]): string {
  const { long, statuses } = meanings[code]
  const points = [
    `- What to do: ${advice(code)}`,
    ...(statuses === undefined
      ? []
      : [`- By its status, where the vendor's own code does not tell: ${statuses}.`]),
    ...causes.map(atVendor),
  ]
  const paragraphs = [...long.map((text) => wrap(text)), points.map((point) => wrap(point, '  ')).join('\n')]
  return [`## ${code}`, ...paragraphs].join('\n\n')
}

/** As it ends a message, for any vendor's credential. */
function advice(code: ErrorCode): string {
  return errorFacts[code].advice
    .replace('`{option}` (or {env})', "the credential's option, or its environment variable")
    .replace('in `{option}` ', '')
}

function atVendor({ vendor, vendorCodes, advice: own }: Cause): string {
  const codes = vendorCodes.map((code) => `\`${code}\``).join(', ')
  return `- At ${vendor}: ${[codes, own].filter(Boolean).join('. ')}${own === undefined ? '.' : ''}`
}

function wrap(text: string, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && `${line} ${word}`.length > longestLine) {
      lines.push(line)
      line = `${indent}${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
