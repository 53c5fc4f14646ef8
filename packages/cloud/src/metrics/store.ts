import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Chunk } from './chunk.ts'
import { ChunkShelf } from './chunk-shelf.ts'
import { Directory, type Series } from './directory.ts'
import { JournalWriter, readJournal } from './journal.ts'
import type { Datapoint, MetricPlace, MetricSample, MetricStore, StatisticSet } from './metric.ts'
import { openMetricsDatabase, type MetricsDatabase, type SeriesRow } from './metrics-database.ts'
import { readSeries } from './read-series.ts'
import { dayMs, sweepSeries } from './sweep.ts'
import { hours, minutes, seconds, seriesOfKey } from './tiers.ts'

const twoWeeksMs = 14 * dayMs
const seriesSweptAtOnce = 400

export interface MetricStoreOptions {
  /** Where `metrics.sqlite` is kept; absent: in memory alone. */
  readonly dataDir?: string
  /** The account's present, ms since the epoch. */
  readonly now: (account: string) => number
  /** Faults of what is written later. */
  readonly onError: (error: unknown) => void
  /** Memory for chunks, approximately; default 128 MiB. */
  readonly mostBytes?: number
  /**
   * Up to here the journal grows before chunks are written so that it can be cut; at twice as much all of them are. Default 8 MiB, and
   * with very many series up to 64 MiB: it is read again when the store is opened.
   */
  readonly journalBytes?: number
}

/** The data points of all accounts. Nothing is opened or read before it is asked for. */
export function createMetricStore(options: MetricStoreOptions): MetricStore {
  let opened: OpenStore | undefined
  const store = (): OpenStore => (opened ??= new OpenStore(options))
  return {
    put: (place, samples, how = {}) => store().put(place, samples, how.deferred ?? false),
    read: (...asked) => store().read(...asked),
    list: (place, wish = {}) => {
      const since = options.now(place.account) - (wish.activeWithinMs ?? twoWeeksMs)
      return store().directory.list(place, wish, since)
    },
    lastAt: (place, metric) => store().lastAt(place, metric),
    reset(account) {
      if (opened || options.dataDir !== undefined) store().reset(account)
    },
    close() {
      opened?.close()
      opened = undefined
    },
  }
}

class OpenStore {
  readonly directory = new Directory()
  readonly #options: MetricStoreOptions
  readonly #database: MetricsDatabase
  readonly #shelf: ChunkShelf
  /** What the journal lacks yet, by account: in the chunks already, under the next number. */
  readonly #pending = new Map<string, JournalWriter>()
  /** Accounts that were put to since the last flush. */
  readonly #putTo = new Set<string>()
  #newSeries: Series[] = []
  #lastEntry = 0
  /** Sizes of the journal's entries, oldest first. */
  readonly #entries: { readonly id: number; readonly bytes: number }[] = []
  #journalBytes = 0
  readonly #swept: Map<string, number>
  /** Series that wait for being aged. */
  #toSweep: { readonly series: Series; readonly fromDay: number; readonly toDay: number }[] = []
  #flushWaits = false
  #closed = false

  constructor(options: MetricStoreOptions) {
    this.#options = options
    this.#database = openMetricsDatabase(options.dataDir)
    this.#shelf = new ChunkShelf(this.#database, options.mostBytes ?? 128 * 2 ** 20)
    for (const row of this.#database.loadSeries()) {
      const dimensions: { name: string; value: string }[] = JSON.parse(row.dimensions)
      const name = { namespace: row.namespace, metricName: row.name, dimensions }
      // The column holds what a sample's unit was.
      const unit = row.unit as StandardUnit
      this.directory.load(row, name, unit, row.id, row.lastAt)
    }
    this.#swept = this.#database.loadSwept()
    this.#lastEntry = this.#database.lastEntry()
    for (const { id, body } of this.#database.loadJournal()) {
      this.#noteEntry(id, body.length)
      for (const { series: seriesId, at, isHighResolution, ...set } of readJournal(body)) {
        const series = this.directory.series(seriesId)
        if (series) this.#add(series, at, set, isHighResolution, id)
      }
    }
  }

  put(place: MetricPlace, samples: Iterable<MetricSample>, deferred: boolean): void {
    if (deferred) this.#flushLater()
    const { account } = place
    const journal = this.#options.dataDir === undefined ? undefined : this.#journalOf(account)
    this.#putTo.add(account)
    const entry = this.#lastEntry + 1
    for (const sample of samples) {
      const unit = sample.unit ?? 'None'
      const series = this.directory.seriesOf(place, sample, unit, (made) =>
        this.#newSeries.push(made),
      )
      const isHighResolution = sample.resolution === 1
      const { stepMs } = isHighResolution ? seconds : minutes
      const at = Math.floor(sample.at / stepMs) * stepMs
      this.#add(series, at, sample, isHighResolution, entry)
      journal?.add(series.id, at, sample, isHighResolution)
    }
    if (!deferred) this.#flush()
  }

  read(
    place: MetricPlace,
    metric: Parameters<MetricStore['read']>[1],
    range: Parameters<MetricStore['read']>[2],
  ): readonly Datapoint[] {
    const now = this.#options.now(place.account)
    const asked = (this.directory.find(place, metric)?.series ?? []).filter(
      ({ unit }) => range.unit === undefined || range.unit === unit,
    )
    const found = asked.map((series) => readSeries(this.#shelf, series, range, now))
    this.#trim()
    if (found.length < 2) return found[0] ?? []
    return found.flat().sort((a, b) => a.at - b.at)
  }

  lastAt(place: MetricPlace, metric: Parameters<MetricStore['lastAt']>[1]): number | undefined {
    const times = (this.directory.find(place, metric)?.series ?? []).map(({ lastAt }) => lastAt)
    return times.length === 0 ? undefined : Math.max(...times)
  }

  reset(account: string): void {
    this.#flush()
    this.#database.transaction(() => {
      for (const series of [...this.directory.ofAccount(account)]) {
        this.#shelf.dropAll(series)
        this.directory.drop(series)
      }
      this.#database.dropAccount(account)
    })
    this.#toSweep = this.#toSweep.filter(({ series }) => series.metric.account !== account)
    this.#swept.delete(account)
  }

  close(): void {
    this.#flush()
    // Whatever stays in the journal would have to be read again at the next start.
    if (this.#options.dataDir !== undefined) this.#flush(this.#shelf.dirtyCount)
    this.#closed = true
    this.#database.close()
  }

  #journalOf(account: string): JournalWriter {
    let journal = this.#pending.get(account)
    if (!journal) this.#pending.set(account, (journal = new JournalWriter()))
    return journal
  }

  #add(
    series: Series,
    at: number,
    set: StatisticSet,
    isHighResolution: boolean,
    entry: number,
  ): void {
    if (isHighResolution)
      this.#addTo(this.#shelf.forWriting(series, seconds, at), at, set, true, entry)
    this.#addTo(this.#shelf.forWriting(series, minutes, at), at, set, true, entry)
    this.#addTo(this.#shelf.forWriting(series, hours, at), at, set, false, entry)
    if (at > series.lastAt) series.lastAt = at
  }

  #addTo(chunk: Chunk, at: number, set: StatisticSet, knows: boolean, entry: number): void {
    // Read again from the journal: it was in the stored chunk.
    if (entry <= chunk.upTo) return
    chunk.add(at, set, knows)
    this.#shelf.changed(chunk, entry)
  }

  #flushLater(): void {
    if (this.#flushWaits) return
    this.#flushWaits = true
    setImmediate(() => {
      this.#flushWaits = false
      if (this.#closed) return
      try {
        this.#flush()
      } catch (error) {
        this.#options.onError(error)
      }
    })
  }

  /** Makes durable what waits, and does some of the work that can wait: `most` chunks, or as many as keep the journal short. */
  #flush(most = this.#chunksDue()): void {
    if (this.#options.dataDir === undefined) return this.#flushInMemory()
    const waiting = [...this.#pending].filter(([, journal]) => !journal.isEmpty)
    if (waiting.length === 0 && most === 0) return
    const first = this.#lastEntry + 1
    const upTo = this.#lastEntry + waiting.length
    const bodies = waiting.map(([account, journal]) => ({ account, body: journal.bytes() }))
    const chunks = this.#shelf.toWrite(most)
    this.#database.transaction(() => {
      for (const series of this.#newSeries) this.#database.putSeries(rowOf(series))
      for (const [at, { account, body }] of bodies.entries()) {
        this.#database.putJournal(first + at, account, body)
      }
      this.#shelf.write(chunks, upTo)
      this.#writeLastTimes(chunks)
    })
    this.#lastEntry = upTo
    this.#newSeries = []
    for (const [, journal] of waiting) journal.clear()
    for (const [at, { body }] of bodies.entries()) this.#noteEntry(first + at, body.length)
    this.#shelf.written(chunks, upTo)
    if (chunks.length > 0) this.#cutJournal()
    this.#endFlush()
  }

  /** Nothing outlives the process: no journal is kept, and chunks are only put away to make room. */
  #flushInMemory(): void {
    if (this.#putTo.size === 0) return
    this.#newSeries = []
    if (this.#shelf.isFull) {
      const chunks = this.#shelf.finished((key) => this.directory.series(seriesOfKey(key)))
      this.#database.transaction(() => this.#shelf.write(chunks, this.#lastEntry))
      this.#shelf.written(chunks, this.#lastEntry)
    }
    this.#endFlush()
  }

  #endFlush(): void {
    this.#age([...this.#putTo])
    this.#putTo.clear()
    this.#trim()
  }

  /** How many chunks to write now, so that the journal stays short without ever holding the turn for long. */
  #chunksDue(): number {
    // Of very many series a short journal would have all chunks written again and again.
    const most = Math.min(64 * 2 ** 20, Math.max(8 * 2 ** 20, this.directory.size * 512))
    const { journalBytes = most } = this.#options
    const over = (this.#journalBytes - journalBytes) / journalBytes
    return over <= 0 ? 0 : Math.ceil(this.#shelf.dirtyCount * Math.min(1, over))
  }

  /** Chunks of hours are written for every series that changed: with them goes the time of its newest data point. */
  #writeLastTimes(chunks: readonly Chunk[]): void {
    for (const { key } of chunks) {
      const series = this.directory.series(seriesOfKey(key))
      if (series) this.#database.putLastAt(series.id, series.lastAt)
    }
  }

  #noteEntry(id: number, bytes: number): void {
    this.#entries.push({ id, bytes })
    this.#journalBytes += bytes
  }

  /** Takes out of the journal what all chunks have. */
  #cutJournal(): void {
    const needed = this.#shelf.neededFrom ?? this.#lastEntry + 1
    let count = 0
    for (const { id, bytes } of this.#entries) {
      if (id >= needed) break
      this.#journalBytes -= bytes
      count += 1
    }
    if (count === 0) return
    this.#entries.splice(0, count)
    this.#database.dropJournalBefore(needed)
  }

  /** Once in a day of the account its series are aged, some of them with each write. */
  #age(accounts: readonly string[]): void {
    for (const account of accounts) {
      const toDay = Math.floor(this.#options.now(account) / dayMs)
      const fromDay = this.#swept.get(account)
      if (fromDay !== undefined && fromDay >= toDay) continue
      this.#swept.set(account, toDay)
      // Before its first day nothing can be too old.
      if (fromDay === undefined) {
        this.#database.putSwept(account, toDay)
        continue
      }
      for (const series of this.directory.ofAccount(account)) {
        this.#toSweep.push({ series, fromDay, toDay })
      }
    }
    if (this.#toSweep.length === 0) return
    const now = this.#toSweep.splice(0, seriesSweptAtOnce)
    this.#database.transaction(() => {
      for (const { series, fromDay, toDay } of now) {
        if (sweepSeries(this.#shelf, series, fromDay, toDay, this.#lastEntry)) continue
        this.#database.dropSeries(series.id)
        this.directory.drop(series)
      }
      if (this.#toSweep.length > 0) return
      for (const [account, day] of this.#swept) this.#database.putSwept(account, day)
    })
  }

  #trim(): void {
    this.#shelf.trim((key) => this.directory.series(seriesOfKey(key)))
  }
}

function rowOf({ id, metric, unit, lastAt }: Series): SeriesRow {
  const { namespace, metricName: name, dimensions } = metric.name
  const [account = '', region = ''] = metric.place.split(' ')
  return {
    id,
    account,
    region,
    namespace,
    name,
    dimensions: JSON.stringify(dimensions),
    unit,
    lastAt,
  }
}
