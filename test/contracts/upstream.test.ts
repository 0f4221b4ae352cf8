import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareContracts } from '../../src/generator/drift/compare-contracts.js'
import { reportDrifts } from '../../src/generator/drift/report.js'
import { loadDocument } from '../../src/generator/load.js'

const UPSTREAM = '../shared/upstream'

interface Vendor {
  name: string
  document: string
  /** What the vendor has in our operations and our contract leaves out: path to reason. */
  leftOut: Record<string, string>
}

const VENDORS: Vendor[] = [
  { name: 'unkey', document: 'unkey.openapi.yaml', leftOut: {} },
  { name: 'clerk', document: 'clerk.openapi.yaml', leftOut: {} },
  { name: 'factify', document: 'factify.openapi.json', leftOut: {} },
]

const isHere = existsSync(UPSTREAM)
if (!isHere)
  process.stderr.write(`skipped: the vendors' documents are not in ${UPSTREAM}, contracts are not compared\n`)

describe.skipIf(!isHere).each(VENDORS)(
  "our contract and $name's own document",
  ({ name, document, leftOut }) => {
    it('agree', async () => {
      const drifts = compareContracts(
        await loadDocument(`specs/${name}/openapi.yaml`),
        await loadDocument(`${UPSTREAM}/${document}`),
      )
      expect(reportDrifts(drifts.filter(({ kind }) => kind !== 'new')).join('\n')).toBe('')
      const added = drifts.filter(({ kind }) => kind === 'new').map(({ path }) => path)
      expect(added.toSorted()).toEqual(Object.keys(leftOut).toSorted())
    })
  },
)
