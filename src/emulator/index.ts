export { createEmulator, type Emulator } from './create-emulator.js'
export type { EmulatorCredentials, GuestCredentials } from './credentials.js'
export type { GuestVendor } from './guest.js'
export type { EmulatorServer, ListenOptions } from './listen.js'
export type { ClerkSetup } from './dialects/clerk/options.js'
export type { FactifySetup } from './dialects/factify/options.js'
export type { FlowSetup } from './dialects/flow/options.js'
export type { UnkeyMigration, UnkeySetup } from './dialects/unkey/options.js'
export { faultKinds } from './faults/fault.js'
export type {
  ComeBackLater,
  Created201,
  EchoCredential,
  Fault,
  FaultHandle,
  FaultKind,
  Faults,
  FaultTarget,
  Html,
  LostResponse,
  OddField,
  Redirect,
  ReplicaLag,
  ResetBefore,
  ServerError,
  Slow,
  StalledBody,
  TruncatedBody,
  WrongContentType,
} from './faults/fault.js'
export type { EmulatorOptions } from './options.js'
export type { EmulatedRequest } from './request-log.js'
export type { HeldKey, HeldKeyState } from './store.js'
export type { Operation, Vendor, VendorName } from './vendor.js'
