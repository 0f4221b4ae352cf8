import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { format, inspect } from 'node:util'
import { expect } from 'vitest'

/** Every way in which a value becomes text in a log, a trace, a dump or a test's output. */
export function printings(value: unknown): Record<string, string> {
  const all = { depth: Infinity, maxArrayLength: null, maxStringLength: null } as const
  return {
    'console.log': logged(value),
    inspect: inspect(value, all),
    'inspect, all that is hidden': inspect(value, { ...all, showHidden: true, getters: true }),
    'inspect without hooks': inspect(value, {
      ...all,
      showHidden: true,
      getters: true,
      customInspect: false,
    }),
    'JSON.stringify': attempt(() => JSON.stringify(value)),
    String: attempt(() => String(value)),
    template: attempt(() => `${value as string}`),
    format: attempt(() => format('%s %o %O %j %d %i', value, value, value, value, value, value)),
    structuredClone: attempt(() => inspect(structuredClone(value), all)),
    'a spread copy': attempt(() => inspect({ ...(value as object) }, all)),
    'own properties': attempt(() => inspect(Object.getOwnPropertyDescriptors(value), all)),
    'a failing test': attempt(() => failing(value)),
  }
}

/** The same of an error, with its stack and all its causes. */
export function printingsOfError(error: unknown): Record<string, string> {
  const chain: unknown[] = []
  for (let each = error; each instanceof Error && chain.length < 10; each = each.cause) chain.push(each)
  const parts = chain.flatMap((each, depth) => {
    const { message, stack = '' } = each as Error
    const own = { ...printings(each), message, stack }
    return Object.entries(own).map(([way, text]) => [`${way}, cause ${depth}`, text])
  })
  return Object.fromEntries(parts) as Record<string, string>
}

function logged(value: unknown): string {
  const out = new PassThrough()
  const printer = new Console(out)
  printer.log(value)
  printer.dir(value, { depth: null, showHidden: true })
  return String(out.read())
}

function failing(value: unknown): string {
  try {
    expect(value).toEqual({ other: 1, list: [value] })
    return ''
  } catch (error) {
    return inspect(error, { depth: Infinity, showHidden: true, maxStringLength: null })
  }
}

/** A way that throws prints what it throws. */
function attempt(print: () => string | undefined): string {
  try {
    return print() ?? ''
  } catch (error) {
    return inspect(error)
  }
}
