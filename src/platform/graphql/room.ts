/** What the composition root needs from a room that speaks GraphQL: its resolver objects. */
export interface Room {
  readonly resolvers: readonly object[];
}
