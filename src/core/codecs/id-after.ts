/** The id in a longer text, such as the URL of a key: the step that follows the last `mark`. Undefined where there is none. */
export function idAfter(text: string | undefined, mark: string): string | undefined {
  const at = text?.lastIndexOf(mark) ?? -1
  if (text === undefined || at === -1) return undefined
  const [step = ''] = text.slice(at + mark.length).split(/[/?#]/, 1)
  return step === '' ? undefined : decoded(step)
}

/** A step whose percent signs make no sense stays as it is. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
