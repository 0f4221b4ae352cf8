import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Report } from './column.js'
import { bad, type Cell } from './finding.js'

const column = fileURLToPath(new URL('column.ts', import.meta.url))

/** What came of some rows, and whether their process died of something that nobody handled. */
interface Ended {
  readonly cells: ReadonlyMap<string, Cell>
  readonly hasDied: boolean
}

/** The rows of a package in one process; where that dies, each in one of its own, to see which one it was. */
export async function runColumn(
  subjectId: string,
  rows: readonly string[],
  onCell: () => void,
  program: string = column,
): Promise<ReadonlyMap<string, Cell>> {
  const together = await inProcess(program, subjectId, rows, onCell)
  if (!together.hasDied) return together.cells
  const cells = new Map<string, Cell>()
  for (const row of rows) {
    const alone = await inProcess(program, subjectId, [row], () => {})
    const { hasDied } = alone
    cells.set(row, [...(alone.cells.get(row) ?? []), ...(hasDied ? [bad('the process dies')] : [])])
  }
  return cells
}

function inProcess(
  program: string,
  subjectId: string,
  rows: readonly string[],
  onCell: () => void,
): Promise<Ended> {
  const cells = new Map<string, Cell>()
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
  const child = fork(program, [subjectId, ...rows], { execArgv: ['--import', 'tsx'], stdio: [...stdio] })
  return new Promise((resolve, reject) => {
    child.on('message', ({ row, cell, failure }: Report) => {
      if (cell === undefined) return reject(new Error(`${subjectId}, ${row}: ${failure}`))
      cells.set(row, cell)
      onCell()
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ cells, hasDied: code !== 0 }))
  })
}
