import { type Operation, operations } from '../core/operation.js'
import type { Call, Route } from '../emulator/routes.js'
import type { OperationModel, VendorModel } from '../generator/model.js'
import { type FoundOperation, operationsIn } from '../generator/operations-in.js'
import type { MockAccount } from './keys/account.js'
import { performing } from './keys/perform.js'
import type { Replies } from './replies.js'
import { askedOf, knownIn, isSet } from './request/asked.js'
import { SchemaChecks } from './request/body-schema.js'
import { checkRequest, type Held } from './request/check-request.js'

/** The operations of the document that mean something, each with all that it can mean. */
export function routesOf(account: MockAccount, replies: Replies): readonly Route<Call, Response>[] {
  const { model } = account
  const checks = new SchemaChecks(model.document)
  return groupsOf(model).map(({ found, meanings, main }) => ({
    operation: main.operation,
    method: main.method,
    path: withSteps(main),
    async handle(call) {
      const held = await checkRequest(model.document, found, call, checks)
      const operation = meantBy(held, meanings) ?? main
      const asked = askedOf(operation, held, account.now())
      return replies.success(operation, await performing[operation.operation](account, asked, call.lagMs))
    },
  }))
}

/** The path as its parameters are written: an id may be several steps. */
function withSteps({ path, request }: OperationModel): string {
  const steps = request.filter(({ annotation }) => annotation?.steps === true)
  return steps.reduce((text, { name }) => text.replace(`{${name}}`, `{+${name}}`), path)
}

/** The operations that share one of the document with another, by whose name the log has them. */
export function aliasesOf(model: VendorModel): Readonly<Partial<Record<Operation, Operation>>> {
  return Object.fromEntries(
    groupsOf(model).flatMap(({ meanings, main }) =>
      meanings.map(({ operation }) => [operation, main.operation] as const),
    ),
  )
}

interface Group {
  readonly found: FoundOperation
  /** From the one that always sends most to the one that is meant where nothing more is sent. */
  readonly meanings: readonly OperationModel[]
  readonly main: OperationModel
}

function groupsOf(model: VendorModel): readonly Group[] {
  return operationsIn(model.document).flatMap((found) => {
    const meanings = operations
      .flatMap((name) => model.operations.get(name) ?? [])
      .filter(({ path, method }) => path === found.path && method === found.method)
      .toSorted(
        (one, other) =>
          Object.keys(other.set).length - Object.keys(one.set).length || rank(one) - rank(other),
      )
    const main = meanings.at(-1)
    return main === undefined ? [] : [{ found, meanings, main }]
  })
}

/** A call without a field is more than an update that changes nothing. */
function rank({ operation }: OperationModel): number {
  return operation === 'update' ? 0 : 1
}

/** What a request is, by what it always sends, and then by whose fields are in it. */
function meantBy(held: Held, meanings: readonly OperationModel[]): OperationModel | undefined {
  const possible = meanings.filter((each) => isSet(each, held))
  const [first] = possible
  const among = possible.filter(({ set }) => Object.keys(set).length === Object.keys(first?.set ?? {}).length)
  return among.toSorted(
    (one, other) => knownIn(held, other) - knownIn(held, one) || rank(other) - rank(one),
  )[0]
}
