import ts from 'typescript'

const width = 160

/**
 * The types of openapi-typescript as a person would lay them out: what fits on a line stands on one, and a docstring beside
 * what it is about.
 *
 * It goes by the syntax tree, so a brace or a comment sign inside a name or a docstring is never taken for layout.
 */
export function printTypes(source: string): string {
  const file = ts.createSourceFile('paths.ts', source, ts.ScriptTarget.Latest)
  return file.statements.map((statement) => `${print(file, statement, '')}\n`).join('')
}

/** What has members between braces. */
type Block = ts.InterfaceDeclaration | ts.TypeLiteralNode

function print(file: ts.SourceFile, node: ts.Node, indent: string): string {
  if (!needsLines(file, node)) {
    const line = onOneLine(file, node)
    if (indent.length + line.length <= width) return line
  }
  return rewrite(file, node, (block) => onManyLines(file, block, indent))
}

function onOneLine(file: ts.SourceFile, node: ts.Node): string {
  return rewrite(file, node, ({ members }) => {
    const line = members.map((member) => onOneLine(file, member)).join(' ')
    return line === '' ? '{}' : `{ ${line.replace(/;$/, '')} }`
  })
}

/** `404: components["responses"]["NotFound"];`: operations have half a dozen of these and differ little, so a line holds all. */
const sharedAnswer = /^[\w"]+: components\["responses"\]\["/

function onManyLines(file: ts.SourceFile, { members }: Block, indent: string): string {
  const inner = `${indent}  `
  const rows: string[] = []
  for (const member of members) {
    const row = withDocs(docsOf(file, member), print(file, member, inner), inner)
    const followsAnother = sharedAnswer.test(rows.at(-1) ?? '') && sharedAnswer.test(row)
    rows.push(followsAnother ? `${rows.pop()} ${row}` : row)
  }
  return `{\n${rows.map((row) => `${inner}${row}\n`).join('')}${indent}}`
}

/** The node as it was written, but for its outermost blocks. */
function rewrite(file: ts.SourceFile, node: ts.Node, write: (block: Block) => string): string {
  let text = ''
  let from = node.getStart(file)
  for (const block of outermostBlocks(node)) {
    const brace = block.members.pos - 1
    text += unbroken(file.text.slice(from, brace)) + write(block)
    from = block.end
  }
  return text + unbroken(file.text.slice(from, node.end))
}

/** Outside of blocks there are no comments, and no line ends inside a text. */
function unbroken(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ')
}

function outermostBlocks(node: ts.Node): Block[] {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) return [node]
  const blocks: Block[] = []
  ts.forEachChild(node, (child) => {
    blocks.push(...outermostBlocks(child))
  })
  return blocks
}

/** Docstrings need them, and so do objects beside each other in an object. */
function needsLines(file: ts.SourceFile, node: ts.Node): boolean {
  return outermostBlocks(node).some(({ members }) => {
    if (members.some((member) => docsOf(file, member).length > 0 || needsLines(file, member))) return true
    return members.length > 1 && members.some((member) => outermostBlocks(member).length > 0)
  })
}

/** An editor shows a docstring only where it begins its line. */
function withDocs(docs: readonly string[], text: string, indent: string): string {
  if (docs.length === 0) return text
  if (docs.length > 1) {
    const lines = docs.map((line) => ` * ${line}`.trimEnd())
    return ['/**', ...lines, ' */', text].join(`\n${indent}`)
  }
  const doc = `/** ${docs[0]} */`
  const fits = !text.includes('\n') && indent.length + doc.length + 1 + text.length <= width
  return fits ? `${doc} ${text}` : `${doc}\n${indent}${text}`
}

/** The lines of a member's docstring, less the tags that only repeat its type. */
function docsOf(file: ts.SourceFile, member: ts.TypeElement): string[] {
  const comment = file.text.slice(member.pos, member.getStart(file)).trim()
  if (comment === '') return []
  const inner = comment.slice('/**'.length, -'*/'.length).trim()
  // Over several lines each begins with a star, and a text goes on behind four more blanks.
  const lines = comment.startsWith('/**\n')
    ? inner.split('\n').map((line) => line.replace(/^ *\* ?(?: {4})?/, '').trimEnd())
    : [inner]
  return lines
    .filter((line) => !/^@(?:enum \{.*\}|constant)$/.test(line))
    .map((line, index) => (index === 0 ? line.replace(/^@description /, '') : line))
}
