import ts from 'typescript'

/** What the compiler has to do for an app: the same on every machine, as the time that it takes is not. */
export interface TypeCounts {
  readonly files: number
  readonly symbols: number
  readonly types: number
  readonly instantiations: number
}

/** What a small app sets that takes its types seriously. */
export const compilerOptions: Readonly<Record<string, string | boolean | readonly string[]>> = {
  target: 'es2022',
  module: 'nodenext',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
}

/** A compiler for apps that lie in one folder, each of one file that need not be there. */
export class AppCompiler {
  readonly #file: string
  readonly #options: ts.CompilerOptions
  readonly #host: ts.CompilerHost
  #app = ''

  constructor(folder: string) {
    this.#file = `${folder}/app.ts`
    const { options, errors } = ts.convertCompilerOptionsFromJson(compilerOptions, folder)
    refuse(errors[0])
    this.#options = options
    this.#host = this.#hostOf(ts.createCompilerHost(options))
  }

  /** Checks an app. Throws the first thing that is wrong with it. */
  countsOf(app: string): TypeCounts {
    this.#app = app
    const program = ts.createProgram([this.#file], this.#options, this.#host)
    refuse(ts.getPreEmitDiagnostics(program)[0])
    return {
      files: program.getSourceFiles().length,
      symbols: program.getSymbolCount(),
      types: program.getTypeCount(),
      instantiations: program.getInstantiationCount(),
    }
  }

  /** Reads what all apps share once. */
  #hostOf(host: ts.CompilerHost): ts.CompilerHost {
    const read = new Map<string, ts.SourceFile | undefined>()
    return {
      ...host,
      fileExists: (name) => name === this.#file || host.fileExists(name),
      getSourceFile: (name, version, ...more) => {
        if (name === this.#file) return ts.createSourceFile(name, this.#app, version)
        if (!read.has(name)) read.set(name, host.getSourceFile(name, version, ...more))
        return read.get(name)
      },
    }
  }
}

function refuse(fault: ts.Diagnostic | undefined): void {
  if (fault !== undefined) throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, '\n'))
}
