import { scoreMatch } from '../../lib/match.ts'

/** Things of one kind that can be found. Of ten thousand only those on show become entries. */
export interface Source<E> {
  readonly id: string
  readonly title: string
  readonly size: number
  /** What the thing at this place is found by. */
  readonly textAt: (index: number) => string
  /** `wanted` are the words that were looked for. */
  readonly entryAt: (index: number, wanted: readonly string[]) => E
  /** Offered before anything is typed. */
  readonly offered?: boolean
}

export interface Found<E> {
  readonly id: string
  readonly title: string
  /** The best of them. */
  readonly entries: readonly E[]
  readonly total: number
}

/** `tag:Owner=kim` and `Owner:kim` mean the tag as it is kept: `owner=kim`. */
function plain(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^tag:/, '').replace(/^([a-z][^:=]*):(?=[^:]+$)/, '$1='))
    .join(' ')
}

/** Reads everything once in small turns, so that the first key finds it read. Returns how to stop. */
export function warmUp(sources: readonly Source<unknown>[]): () => void {
  const sliceMs = 8
  let source = 0
  let index = 0
  let timer: ReturnType<typeof setTimeout>
  const work = () => {
    const until = performance.now() + sliceMs
    for (let one = sources[source]; one; one = sources[source]) {
      for (; index < one.size; index += 1) {
        if (performance.now() > until) {
          timer = setTimeout(work)
          return
        }
        one.textAt(index)
      }
      index = 0
      source += 1
    }
  }
  timer = setTimeout(work)
  return () => clearTimeout(timer)
}

/** The best matches of each source; sources with better ones first, ties in the given order. */
export function search<E>(
  sources: readonly Source<E>[],
  typed: string,
  limit: number,
): readonly Found<E>[] {
  const words = plain(typed)
  const found = sources.flatMap((source) => {
    if (words === '' && !source.offered) return []
    const best: { readonly index: number; readonly score: number }[] = []
    let total = 0
    for (let index = 0; index < source.size; index += 1) {
      const score = scoreMatch(source.textAt(index), words)
      if (score === 0) continue
      total += 1
      const place = best.findLastIndex((one) => one.score >= score) + 1
      if (place >= limit) continue
      best.splice(place, 0, { index, score })
      if (best.length > limit) best.pop()
    }
    const [first] = best
    if (!first) return []
    const wanted = words.split(' ').filter(Boolean)
    const entries = best.map(({ index }) => source.entryAt(index, wanted))
    return [{ id: source.id, title: source.title, entries, total, score: first.score }]
  })
  return found.toSorted((a, b) => b.score - a.score)
}
