/** Arguments as a command gets them: whatever follows `--exec`, or `--exec --`, is another command's. */
export interface SplitArguments {
  readonly own: readonly string[]
  readonly exec: readonly string[] | undefined
}

export function splitExec(args: readonly string[]): SplitArguments {
  const at = args.indexOf('--exec')
  if (at === -1) return { own: args, exec: undefined }
  const exec = args.slice(at + 1)
  return { own: args.slice(0, at), exec: exec[0] === '--' ? exec.slice(1) : exec }
}
