import { join } from 'node:path'
import ts from 'typescript'

/** How many types the compiler makes of a small app: the same on every machine, as the time that it takes is not. */
export function instantiationsOf(app: string, project: string): number {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  }
  const file = join(project, 'app.mts')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.getSourceFile = (name, ...more) =>
    name === file ? ts.createSourceFile(name, app, ts.ScriptTarget.ES2022) : getSourceFile(name, ...more)
  const program = ts.createProgram([file], options, host)
  const [fault] = ts.getPreEmitDiagnostics(program)
  if (fault !== undefined) throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, '\n'))
  return program.getInstantiationCount()
}
