import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

const run = promisify(execFile)

/** `npm ci` empties node_modules, so what lies here belongs to the installed version. */
const unpacked = resolve('node_modules', '.chromium')

/** No call home, and nobody to be called: a request that no handler takes must fail and never reach a vendor. */
const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/** A real Chromium: on Linux the one that npm has installed, elsewhere the machine's own Chrome. */
export async function launchChromium(): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome', args: flags })
  if (!existsSync(unpacked)) await unpack()
  const fonts = join(unpacked, 'keymux-fonts.conf')
  await writeFile(fonts, fontsBelow(join(unpacked, 'fonts')))
  return chromium.launch({
    executablePath: join(unpacked, 'chromium'),
    args: flags,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'),
      FONTCONFIG_FILE: fonts,
    },
  })
}

/** The package's own file looks in the folders of a Lambda, and a page with a text field crashes where there is no font at all. */
function fontsBelow(folder: string): string {
  const [dir, cache] = [folder, join(folder, 'cache')]
  return `<?xml version="1.0"?><fontconfig><dir>${dir}</dir><cachedir>${cache}</cachedir></fontconfig>\n`
}

/**
 * The package unpacks into the temporary folder, trusts what it finds there, and adds the libraries that a bare machine
 * lacks (NSS) only where it believes to be in a Lambda. So it gets a folder of its own and is led to believe that.
 */
async function unpack(): Promise<void> {
  const folder = await mkdtemp(`${unpacked}-`)
  const script = "import packed from '@sparticuz/chromium'; await packed.executablePath()"
  try {
    await run(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TMPDIR: folder },
    })
    // Where another run was quicker, its copy is as good.
    await rename(folder, unpacked).catch(() => undefined)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
