import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { driftsBetween } from '../../src/generator/drift/drifts-between.js'
import { reportDrifts } from '../../src/generator/drift/report.js'

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
  { name: 'openrouter', document: 'openrouter.openapi.yaml', leftOut: {} },
  { name: 'workos', document: 'workos.openapi.yaml', leftOut: {} },
]

const isHere = existsSync(UPSTREAM)
if (!isHere)
  process.stderr.write(`skipped: the vendors' documents are not in ${UPSTREAM}, contracts are not compared\n`)

describe.skipIf(!isHere).each(VENDORS)(
  "our contract and $name's own document",
  ({ name, document, leftOut }) => {
    it('agree', async () => {
      const { drifts, obstacle } = await driftsBetween({
        contract: `specs/${name}/openapi.yaml`,
        document: `${UPSTREAM}/${document}`,
        overlay: `specs/${name}/overlay.yaml`,
      })
      expect(obstacle).toBeUndefined()
      expect(reportDrifts(drifts.filter(({ kind }) => kind !== 'new')).join('\n')).toBe('')
      const added = drifts.filter(({ kind }) => kind === 'new').map(({ path }) => path)
      expect(added.toSorted()).toEqual(Object.keys(leftOut).toSorted())
    })
  },
)
