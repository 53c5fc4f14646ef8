/** What waits for a time: a binary heap ordered by time, then by registration. */
export interface DueQueue {
  add(atMs: number, fn: () => void): () => void
  /** Time of the earliest entry. */
  nextAt(): number | undefined
  /** Takes out the earliest entry if it is due by `nowMs`. */
  takeDue(nowMs: number): (() => void) | undefined
  clear(): void
}

interface Entry {
  readonly atMs: number
  readonly order: number
  readonly fn: () => void
  cancelled: boolean
}

export function createDueQueue(): DueQueue {
  const heap: Entry[] = []
  let registered = 0

  const siftUp = (from: number): void => {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!swapIfLater(parent, at)) return
      at = parent
    }
  }
  const siftDown = (): void => {
    let at = 0
    for (;;) {
      const left = at * 2 + 1
      if (left >= heap.length) return
      const right = left + 1
      const child = right < heap.length && later(left, right) ? right : left
      if (!swapIfLater(at, child)) return
      at = child
    }
  }
  const later = (first: number, second: number): boolean => {
    const a = heap[first]
    const b = heap[second]
    if (!a || !b) return false
    return a.atMs > b.atMs || (a.atMs === b.atMs && a.order > b.order)
  }
  const swapIfLater = (upper: number, lower: number): boolean => {
    const a = heap[upper]
    const b = heap[lower]
    if (!a || !b || !later(upper, lower)) return false
    heap[upper] = b
    heap[lower] = a
    return true
  }
  const shift = (): void => {
    const last = heap.pop()
    if (last && heap.length > 0) {
      heap[0] = last
      siftDown()
    }
  }
  const dropCancelled = (): void => {
    while (heap[0]?.cancelled) shift()
  }

  return {
    add(atMs, fn) {
      const entry: Entry = { atMs, order: registered++, fn, cancelled: false }
      heap.push(entry)
      siftUp(heap.length - 1)
      return () => {
        entry.cancelled = true
      }
    },
    nextAt() {
      dropCancelled()
      return heap[0]?.atMs
    },
    takeDue(nowMs) {
      dropCancelled()
      const first = heap[0]
      if (!first || first.atMs > nowMs) return undefined
      shift()
      return first.fn
    },
    clear() {
      heap.length = 0
    },
  }
}
