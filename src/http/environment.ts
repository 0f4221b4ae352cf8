/** The value of an environment variable; undefined where it is not set, or there is no environment or no leave to read it. */
export function environmentVariable(name: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
    return process?.env?.[name] || undefined
  } catch {
    // Deno throws without --allow-env.
    return undefined
  }
}
