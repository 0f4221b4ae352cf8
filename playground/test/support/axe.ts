import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

const source = await readFile('node_modules/axe-core/axe.min.js', 'utf8')

declare global {
  var axe: {
    run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
  }
}

/** What axe finds wrong with a page, each with the first place. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const violations = await page.evaluate(async () => {
    const result = await axe.run()
    return result.violations.map(({ id, nodes }) => ({
      id,
      places: nodes.length,
      first: nodes[0]?.failureSummary,
      html: nodes[0]?.html,
    }))
  })
  return violations.map(({ id, places, first, html }) => `${id} at ${places}: ${html ?? ''}: ${first ?? ''}`)
}
