import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { GenerationFault, generateFromFiles } from '../../../src/generator/generate-from-files.js'
import type { GeneratedFiles } from '../../../src/generator/generate.js'
import type { JsonValue } from '../../../src/generator/json.js'

/** A folder with a document, an overlay and what else a test puts there. */
export class SpecFolder {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'keymux-spec-'))

  /** Text is written as it is, anything else as YAML or, by its name, as JSON. */
  write(files: Readonly<Record<string, JsonValue>>): this {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.folder, name)
      mkdirSync(dirname(file), { recursive: true })
      const text = name.endsWith('.json') ? JSON.stringify(content) : stringify(content)
      writeFileSync(file, typeof content === 'string' ? content : text)
    }
    return this
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  generate(document = 'acme.yaml'): Promise<GeneratedFiles> {
    const sources = { document: this.path(document), overlay: this.path('acme.overlay.yaml') }
    return generateFromFiles({ id: 'acme', sources })
  }

  /** What a generation ends with: its message and its fix, with file names from this folder on. */
  async fault(document?: string): Promise<string[]> {
    try {
      await this.generate(document)
    } catch (error) {
      if (!(error instanceof GenerationFault)) throw error
      const lines = [error.message, ...(error.fix === undefined ? [] : [error.fix])]
      return lines.map((line) => line.replaceAll(`${this.folder}/`, ''))
    }
    return []
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
