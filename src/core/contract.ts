declare const contract: unique symbol

/** A client whose vendor's whole contract is `Paths`: what `raw(client)` offers. The type alone, nothing at run time. */
export interface HasContract<Paths extends object> {
  readonly [contract]?: Paths
}
