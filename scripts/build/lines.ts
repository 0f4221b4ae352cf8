import { parseAst } from 'rolldown/parseAst'

type Statement = ReturnType<typeof parseAst>['body'][number]

/**
 * Minified code with a line for each function, each variable and each member of a class: of an error that nobody catches Node prints
 * the line that threw it, and all of a file would bury the error.
 */
export function inLines(code: string): string {
  const [, ...others] = parseAst(code).body.flatMap((statement) => [statement.start, ...startsIn(statement)])
  const starts = [0, ...others]
  return starts.map((start, index) => code.slice(start, starts[index + 1]).trimEnd()).join('\n')
}

function startsIn(statement: Statement): readonly number[] {
  if (statement.type === 'ClassDeclaration') return statement.body.body.map(({ start }) => start)
  if (statement.type !== 'VariableDeclaration') return []
  return statement.declarations.flatMap(({ start, init }, index) => [
    ...(index === 0 ? [] : [start]),
    ...(init?.type === 'ClassExpression' ? init.body.body.map((member) => member.start) : []),
  ])
}
