import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/generator/generate.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/generator/json.js'
import { parseText } from '../../src/generator/load.js'

const sources = { document: 'acme.yaml', overlay: 'acme.overlay.yaml' } as const
const page = await readFile('docs/overlay.md', 'utf8')
const examples = page.slice(page.indexOf('\n## Examples\n'))
const blocks = [...examples.matchAll(/^(?:#### ([^\n]*)\n[^#]*?)?^```(yaml|ts)\n(.*?)^```$/gms)].map(
  ([, title = '', language = '', text = '']) => ({ title, language, text }),
)
const [document, overlay, ...rest] = blocks

/** One on top of the other: objects are put together, null takes away, all else is replaced. */
function onTop(below: JsonValue | undefined, above: JsonValue): JsonValue {
  if (!isJsonObject(below) || !isJsonObject(above)) return above
  const both = Object.entries(above).map(([name, value]) => [name, onTop(below[name], value)] as const)
  return Object.fromEntries([...Object.entries(below), ...both].filter(([, value]) => value !== null))
}

function actionsOf(overlaid: JsonObject): JsonObject[] {
  return (overlaid['actions'] as JsonObject[] | undefined) ?? []
}

function withActions(below: JsonObject, above: JsonObject): JsonObject {
  const targets = new Set(actionsOf(above).map(({ target }) => target))
  // Null takes an action away.
  const all = [...actionsOf(below).filter(({ target }) => !targets.has(target)), ...actionsOf(above)]
  return { ...below, actions: all.filter(({ update }) => update !== null) }
}

/** What an example comes to: all that is generated of it. */
async function generated(text: string): Promise<string> {
  const [changes = '', actions = ''] = text.includes('---\n') ? text.split('---\n') : ['', text]
  const changed = changes.trim() === '' ? {} : parseText(changes, 'the example')
  const whole = onTop(parseText(document?.text ?? '', 'the document'), changed) as JsonObject
  const put = parseText(`actions:\n${actions.replaceAll(/^/gm, '  ')}`, 'the example')
  const files = await generate(
    'acme',
    whole,
    withActions(parseText(overlay?.text ?? '', 'the overlay'), put),
    sources,
    'package',
  )
  return Object.values(files).join('\n')
}

/** As one text without what a formatter may change. */
function plain(code: string): string {
  return code.replaceAll(/\s+/g, '')
}

describe('docs/overlay.md', () => {
  const pairs = rest.flatMap((block, index) => {
    const after = rest[index + 1]
    return block.language === 'yaml' && after?.language === 'ts'
      ? [[block.title, block.text, after.text] as const]
      : []
  })

  it('has an example of each kind', () => {
    expect(pairs.length).toBe(rest.length / 2)
    expect(pairs.length).toBeGreaterThan(15)
  })

  it.each(pairs)('says what comes of it: %s', async (_, text, code) => {
    const all = plain(await generated(text))
    for (const line of code.trim().split('\n')) {
      const wanted = plain(line).replace(/,$/, '')
      expect(all.includes(wanted) ? '' : line).toBe('')
    }
  })
})
