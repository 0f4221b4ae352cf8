import { fine } from '../../../scripts/fault-table/finding.js'

/** A column whose row `fatal` leaves a rejection that nobody handles, right after it has told its outcome. */
const [, ...rows] = process.argv.slice(2)
for (const row of rows) {
  process.send?.({ row, cell: [fine('throws')] })
  if (row === 'fatal') void Promise.reject(new Error('nobody handles this'))
  await new Promise((resolve) => setImmediate(resolve))
}
process.disconnect()
