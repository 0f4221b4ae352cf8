import { type Operation, operations } from '../core/operation.js'
import type { Call, Route } from '../emulator/routes.js'
import type { OperationModel, VendorModel } from '../generator/model.js'
import { type FoundOperation, operationsIn } from '../generator/operations-in.js'
import type { MockAccount } from './keys/account.js'
import { performing } from './keys/perform.js'
import type { Replies } from './replies.js'
import { askedOf, isSet } from './request/asked.js'
import { SchemaChecks } from './request/body-schema.js'
import { checkRequest } from './request/check-request.js'

/** The operations of the document that mean something, each with all that it can mean. */
export function routesOf(account: MockAccount, replies: Replies): readonly Route<Call, Response>[] {
  const { model } = account
  const checks = new SchemaChecks(model.document)
  return groupsOf(model).map(({ found, meanings, main }) => ({
    operation: main.operation,
    method: main.method,
    path: main.path,
    async handle(call) {
      const held = await checkRequest(model.document, found, call, checks)
      const operation = meanings.find((each) => isSet(each, held)) ?? main
      const asked = askedOf(operation, held, account.now())
      return replies.success(operation, await performing[operation.operation](account, asked, call.lagMs))
    },
  }))
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
      .toSorted((one, other) => Object.keys(other.set).length - Object.keys(one.set).length)
    const main = meanings.at(-1)
    return main === undefined ? [] : [{ found, meanings, main }]
  })
}
