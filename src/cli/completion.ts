import tab from '@bomb.sh/tab/commander'
import { createProgram } from './program.js'
import { vendorList } from './vendor-list.js'

const shells = ['bash', 'zsh', 'fish']

/**
 * `completion <shell>` prints what a shell has to be told; that calls `complete -- <words>` whenever somebody presses Tab. False
 * for a shell that is not known.
 */
export function completion(args: readonly string[]): boolean {
  const completing = tab(
    createProgram(() => async () => undefined),
    { completionCommandName: 'completion' },
  )
  completeVendors(completing)
  if (args[0] === 'complete') {
    completing.parse(args.slice(args.indexOf('--') + 1))
    return true
  }
  const shell = shells.find((each) => each === args[1])
  if (shell === undefined) {
    process.stderr.write(
      `keymux: Which shell? keymux completion ${shells.join(' | ')}\n\n  bash:  source <(keymux completion bash)\n  zsh:   source <(keymux completion zsh)\n  fish:  keymux completion fish | source\n`,
    )
    return false
  }
  completing.setup('keymux', 'keymux', shell)
  return true
}

function completeVendors(completing: ReturnType<typeof tab>): void {
  for (const command of [completing, ...completing.commands.values()]) {
    const option = command.options.get('vendor')
    if (option === undefined) continue
    option.handler = (complete) => {
      for (const { id, name } of vendorList) complete(id, name)
    }
  }
}
