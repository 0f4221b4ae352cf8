export { ageDelivery } from './age-delivery.js'
export type { AgeDelivery, AgeDeliveryOptions } from './age-delivery.js'
export { revokeSources, rollback } from './after.js'
export type { AfterOptions, AfterResult, RollbackOptions, RollbackResult } from './after.js'
export type { Unsettled } from './undo-unfinished.js'
export type { Clock } from './clock.js'
export { fileJournal } from './file-journal.js'
export type { Claims, Journal, JournalRecord, JournalSession, JournalStart } from './journal.js'
export type { Loss, LossField, LossKind } from './loss.js'
export type {
  Estimate,
  LossTotal,
  MigrationItem,
  MigrationPlan,
  PlanOptions,
  PlanTotals,
  Strategy,
  TargetInput,
} from './migration-plan.js'
export { planMigration } from './plan-migration.js'
export { openReport } from './report.js'
export type { MigrationReport, Outcome, ReportedKey } from './report.js'
export { sqlJournal } from './sql-journal.js'
export type { SqlJournalOptions, SqlQuery } from './sql-journal.js'
export { runMigration } from './run-migration.js'
export type { Delivery, Progress, RunOptions } from './run-options.js'
