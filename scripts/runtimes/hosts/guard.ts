// Loaded before anything of the package, so that nothing which that does goes unseen.

import type { Seen } from '../checks/runtime.js'

interface Emitter {
  on?: (event: string, listener: (reason: unknown) => void) => void
}

const seen: Seen = { code: [], unhandled: [] }
globalThis.keymuxSeen = seen

const make = globalThis.Function
globalThis.Function = new Proxy(make, {
  apply: (target, self, texts: string[]) => {
    seen.code.push('Function()')
    return Reflect.apply(target, self, texts) as unknown
  },
  construct: (target, texts: string[]) => {
    seen.code.push('new Function()')
    return Reflect.construct(target, texts) as object
  },
})
globalThis.eval = () => {
  seen.code.push('eval()')
  throw new EvalError('There is no eval here.')
}

const { process } = globalThis as { process?: Emitter }
for (const event of ['unhandledRejection', 'uncaughtException'])
  process?.on?.(event, (reason) => seen.unhandled.push(String(reason)))

globalThis.addEventListener?.('unhandledrejection', (event) => {
  event.preventDefault()
  seen.unhandled.push(String(event.reason))
})

if (typeof document === 'object')
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    seen.code.push(`${violatedDirective} forbids ${blockedURI}`)
  })
