import { usage } from '../failure.js'
import { kebabCase } from '../kebab-case.js'
import { vendorList } from '../vendor-list.js'

const general = new Set(['secret', 'credential', 'password', 'key', 'api-key', 'token'])

/**
 * Refuses a flag that would carry a credential or a secret, before anything else looks at the arguments. Its value stays unsaid:
 * it stands in the shell's history and the process list already.
 */
export function refuseCredentialFlags(args: readonly string[]): void {
  const variables = new Map<string, string>()
  for (const { credential } of vendorList) {
    const flag = kebabCase(credential.name)
    const others = variables.get(flag)
    variables.set(flag, others === undefined ? credential.env : `${others} or ${credential.env}`)
  }
  for (const arg of args) {
    const flag = /^--([a-zA-Z-]+)(?:=|$)/.exec(arg)?.[1]
    if (flag === undefined) continue
    const name = kebabCase(flag).replace(/^(from|to)-/, '')
    if (!(variables.has(name) || general.has(name))) continue
    const variable = variables.get(name)
    const env = variable === undefined ? "the vendor's variable (keymux doctor names it)" : variable
    throw usage(
      `There is no flag --${kebabCase(flag)}: what stands in an argument is in the shell's history and in the process list of everybody on this machine. Set ${env}, pass it by --credential-fd, or be asked for it. If that was a real one, replace it. Nothing was done.`,
    )
  }
}
