import type { CloudChange, EmbeddedCloud } from '../connections/embedded.ts'
import type { Noticer, Noticing, Watched } from './watched.ts'

/** Changes gather for this long, so that a burst is one look. */
const gatherMs = 40
/** More changes than this at once, and the whole list is quicker. */
const maxPartial = 1000
/** What a decision about somebody hangs on. */
const policyTypes = new Set(['iam/user', 'iam/group', 'iam/role', 'iam/policy', 'iam/mode'])
/** After a refusal; doubled with each further one. */
const retryMs = { first: 1_000, most: 30_000 }

/** Noticing by the embedded cloud's own events, of one account and Region. */
export function pushed(
  cloud: EmbeddedCloud,
  account: string,
  region: string,
  /** Policies decide what is seen: with them everything may change. */
  byPolicies = false,
): Noticing {
  return {
    start(watched) {
      const noticer = new PushNoticer(watched)
      const unlisten = cloud.onChange((change) => {
        if (change.account !== account) return
        if (byPolicies && policyTypes.has(change.type)) noticer.retry()
        if (change.region !== undefined && change.region !== region) return
        noticer.add(change)
      })
      const unlistenReset = cloud.onReset((which) => {
        if (which === account) noticer.lookAtAll()
      })
      noticer.lookAtAll()
      return {
        hurry: () => {},
        retry: () => noticer.retry(),
        stop: () => {
          unlisten()
          unlistenReset()
          noticer.stop()
        },
      }
    },
  }
}

class PushNoticer implements Pick<Noticer, 'retry' | 'stop'> {
  readonly #watched: Watched
  readonly #changed = new Map<string, Set<string>>()
  readonly #deleted = new Set<string>()
  #all = false
  #timer: NodeJS.Timeout | undefined
  #looking = false
  #refusals = 0
  #stopped = false

  constructor(watched: Watched) {
    this.#watched = watched
  }

  add(change: CloudChange): void {
    if (!this.#watched.changeTypes.includes(change.type)) return
    const own = change.type === this.#watched.ownType
    let ids = this.#changed.get(change.type)
    if (!ids) this.#changed.set(change.type, (ids = new Set()))
    if (own && change.deleted) {
      ids.delete(change.id)
      this.#deleted.add(change.id)
    } else {
      this.#deleted.delete(change.id)
      ids.add(change.id)
    }
    this.#schedule(gatherMs)
  }

  lookAtAll(): void {
    this.#all = true
    this.#schedule(0)
  }

  /** In place of the pause after a refusal; a look under way answers it too. */
  retry(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.lookAtAll()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #schedule(delayMs: number): void {
    if (this.#looking || this.#stopped) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#look()
    }, delayMs)
  }

  /** Takes what has gathered and looks; what comes meanwhile gathers for the next turn. */
  async #look(): Promise<void> {
    this.#looking = true
    let nextMs = gatherMs
    const changed = [...this.#changed].map(([type, ids]) => ({ type, ids: [...ids] }))
    const deleted = [...this.#deleted]
    const total = changed.reduce((sum, { ids }) => sum + ids.length, 0)
    const all = this.#all || total > maxPartial
    this.#changed.clear()
    this.#deleted.clear()
    this.#all = false
    try {
      this.#watched.drop(deleted)
      if (all) await this.#watched.lookAtAll()
      else await this.#watched.lookAt(changed)
      this.#refusals = 0
    } catch (error) {
      // what was missed is unknown now
      this.#all = true
      nextMs = Math.min(retryMs.most, retryMs.first * 2 ** this.#refusals)
      this.#refusals += 1
      this.#watched.report(error)
    }
    this.#looking = false
    if (this.#all || this.#changed.size > 0 || this.#deleted.size > 0) this.#schedule(nextMs)
  }
}
