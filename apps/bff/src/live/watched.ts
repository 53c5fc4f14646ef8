/** What notices changes sees of a watcher. Looks never overlap: each waits for the one before. */
export interface Watched {
  /** The list as a whole. Rejects with the refusal when it cannot look. */
  lookAtAll(): Promise<void>
  /** Only what these changes touch. */
  lookAt(changes: readonly Changes[]): Promise<void>
  /** Only the items that will change by themselves. */
  lookAtMoving(): Promise<void>
  /** Items that are known to be gone. */
  drop(ids: readonly string[]): void
  readonly moving: boolean
  /** Nothing is in it, and it is one of many that are watched: it can wait longer. */
  readonly aside: boolean
  readonly changeTypes: readonly string[]
  /** The one among them whose ids are the items' ids. */
  readonly ownType: string | undefined
  /** Tells the subscribers that looking fails. */
  report(error: unknown): void
}

/** Records of one collection that have changed. */
export interface Changes {
  readonly type: string
  readonly ids: readonly string[]
}

/** How changes are noticed: pushed by the embedded cloud, or by polling. The only thing in which live lists differ. */
export interface Noticing {
  start(watched: Watched): Noticer
}

export interface Noticer {
  /** Somebody has changed something: look now rather than later. */
  hurry(): void
  /** A person does not believe the refusal: look now, whatever pause it calls for. */
  retry(): void
  stop(): void
}
