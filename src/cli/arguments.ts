/** Arguments as a command gets them: whatever follows `--exec` is another command's. */
export interface SplitArguments {
  readonly own: readonly string[]
  readonly exec: readonly string[] | undefined
}

export function splitExec(args: readonly string[]): SplitArguments {
  const at = args.indexOf('--exec')
  if (at === -1) return { own: args, exec: undefined }
  return { own: args.slice(0, at), exec: args.slice(at + 1) }
}
