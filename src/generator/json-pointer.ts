/** The names that a JSON pointer goes through: `/paths/~1keys` as `paths` and `/keys`. */
export function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1)
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}
