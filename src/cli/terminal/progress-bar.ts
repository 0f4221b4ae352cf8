import { SingleBar } from 'cli-progress'
import { stderr } from 'node:process'

/** How far long work is. */
export interface ProgressBar {
  show(progress: { readonly settled: number; readonly rate: number }): void
  /** Leaves the last state on the screen, and the cursor beneath it. */
  stop(): void
}

/** In a pipe, a line after so many milliseconds. */
const betweenLinesMs = 10_000
const widest = 40
const narrowest = 5

/**
 * A bar on stderr with rate and time left, which begins where the work was left; in a pipe lines, and none at all where stderr is
 * for programs.
 */
export function progressBar(total: number, before: number, json: boolean): ProgressBar {
  const isTerminal = stderr.isTTY
  if (total === 0 || (json && !isTerminal)) return { show: () => undefined, stop: () => undefined }
  const bar = new SingleBar({
    stream: stderr,
    linewrap: true,
    // Where nothing can be cleared, it only leaves out an empty line.
    clearOnComplete: !isTerminal,
    noTTYOutput: true,
    notTTYSchedule: betweenLinesMs,
    format: (_, { value, maxWidth }, { rate }: { rate: number }) =>
      lineOf({ settled: value, total, rate }, isTerminal ? maxWidth : 0),
  })
  bar.start(total, before, { rate: 0 })
  return {
    // A run counts those of earlier ones as it comes to them: the bar does not go back to nothing for that.
    show: ({ settled, rate }) => bar.update(Math.max(before, settled), { rate }),
    stop: () => bar.stop(),
  }
}

interface State {
  readonly settled: number
  readonly total: number
  readonly rate: number
}

export function lineOf({ settled, total, rate }: State, columns: number): string {
  const left = rate > 0 && settled < total ? `  ${duration((total - settled) / rate)} left` : ''
  const told = `${settled}/${total}${rate > 0 ? `  ${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s` : ''}${left}`
  const width = Math.min(widest, columns - told.length - 3)
  if (width < narrowest) return told
  const full = Math.floor((Math.min(settled, total) / total) * width)
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}  ${told}`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`
}
