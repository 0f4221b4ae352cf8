/** What went wrong, in one line: of a failed `fetch`, which says no more than that, what its cause says. */
export function reasonOf(error: unknown): string {
  return firstLine(messageOf(error))
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/( at line \d+, column \d+)?:?$/, '') ?? ''
}
