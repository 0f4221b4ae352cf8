import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { launchChromium } from '../../test/browser/chromium.js'
import type { Example } from './example.js'

const unpacked = resolve('node_modules', '.chromium')

/** For an example that opens a page: the Chromium that npm has installed here, and the libraries and fonts that a bare machine lacks. */
export async function chromiumEnvironment({ manifest }: Example): Promise<Record<string, string>> {
  const opensPages = manifest.devDependencies?.['playwright-core'] !== undefined
  if (!opensPages || process.platform !== 'linux') return {}
  // Unpacks it, where nobody has.
  await (await launchChromium()).close()
  // The package's own file looks in the folders of a Lambda, and without any font a page with a text field crashes.
  const [fonts, file] = [join(unpacked, 'fonts'), resolve('.cache', 'keymux-examples', 'fonts.conf')]
  const directories = `<dir>${fonts}</dir><cachedir>${join(fonts, 'cache')}</cachedir>`
  await writeFile(file, `<?xml version="1.0"?><fontconfig>${directories}</fontconfig>\n`)
  return {
    CHROMIUM_PATH: join(unpacked, 'chromium'),
    LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'),
    FONTCONFIG_FILE: file,
  }
}
