import { launchChromium } from '../../test/browser/chromium.js'
import type { CheckResult, Setting } from './checks/check.js'
import { common, type Column } from './column.js'

/** A page in Chromium under a strict Content-Security-Policy. Whatever the browser reports against that fails the run. */
export function pageColumn(id: string, title: string): Column {
  return {
    id,
    title,
    run: async ({ world }, only) => {
      const setting: Setting = {
        ...common,
        ...world.pageSetting,
        isPage: true,
        resends: true,
        ...(only !== undefined && { only }),
      }
      world.tell(setting)
      const browser = await launchChromium()
      const printed: string[] = []
      try {
        const page = await browser.newPage()
        const broken = new Promise<never>((_, reject) => {
          page.once('crash', () => reject(new Error('The page crashed.')))
          page.once('pageerror', (error) => reject(error))
          browser.once('disconnected', () => reject(new Error('The browser ended.')))
        })
        page.on('console', (message) => printed.push(message.text()))
        await page.goto(world.pageUrl)
        const results = await Promise.race([world.results, broken])
        return {
          version: browser.version(),
          results: withReports(results, world.violations),
          printed: printed.join('\n'),
        }
      } finally {
        await browser.close()
      }
    },
  }
}

/** What the browser itself reported stands for what the page may have missed. */
function withReports(results: readonly CheckResult[], reports: readonly string[]): CheckResult[] {
  const [report] = reports
  if (report === undefined) return [...results]
  return results.map((result) =>
    result.id === 'code' ? { ...result, failure: `reported: ${report}` } : result,
  )
}
