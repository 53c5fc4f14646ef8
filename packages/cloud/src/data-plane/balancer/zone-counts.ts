/** How often values were seen: percentiles are made of them. */
export class Spread {
  readonly counts = new Map<number, number>()

  add(value: number): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1)
  }

  addAll(other: Spread): void {
    for (const [value, count] of other.counts) {
      this.counts.set(value, (this.counts.get(value) ?? 0) + count)
    }
  }
}

/** Of a target group behind a balancer, in one zone, since the last minute. */
export class GroupCounts {
  requests = 0
  connectionErrors = 0
  /** Answers of targets by the first digit of their codes. */
  readonly byClass = [0, 0, 0, 0, 0, 0]
  responseTimes = new Spread()

  answered(status: number): void {
    const at = Math.floor(status / 100)
    this.byClass[at] = (this.byClass[at] ?? 0) + 1
  }

  /** Seconds. */
  responseTime(seconds: number): void {
    this.responseTimes.add(Math.max(0, seconds))
  }

  add(other: GroupCounts): void {
    this.requests += other.requests
    this.connectionErrors += other.connectionErrors
    for (const [at, count] of other.byClass.entries()) {
      this.byClass[at] = (this.byClass[at] ?? 0) + count
    }
    this.responseTimes.addAll(other.responseTimes)
  }
}

/** What a balancer did in one zone since the last minute. */
export class ZoneCounts {
  newConnections = 0
  openConnections = 0
  /** Those that were open when the minute began. */
  carried = 0
  processedBytes = 0
  ruleEvaluations = 0
  fixedResponses = 0
  redirects = 0
  redirectsTooLong = 0
  tlsErrors = 0
  /** Of network load balancers: connections that a client, a target or the balancer reset. */
  readonly resets = { client: 0, target: 0, balancer: 0 }
  /** Answers of the balancer itself, by code. */
  own = new Map<number, number>()
  groups = new Map<string, GroupCounts>()

  group(id: string): GroupCounts {
    let found = this.groups.get(id)
    if (!found) this.groups.set(id, (found = new GroupCounts()))
    return found
  }

  ownAnswer(status: number): void {
    this.own.set(status, (this.own.get(status) ?? 0) + 1)
  }

  /** A connection has come; what is returned says that it has gone. */
  connected(): () => void {
    this.newConnections += 1
    this.openConnections += 1
    let isOpen = true
    return () => {
      if (isOpen) this.openConnections -= 1
      isOpen = false
    }
  }

  /** Nothing has happened, and nothing goes on. */
  get isQuiet(): boolean {
    const { carried, newConnections, processedBytes, resets, tlsErrors } = this
    return carried + newConnections + processedBytes + resets.balancer + tlsErrors === 0
  }

  /** Connections that were there at some time of the minute. */
  get active(): number {
    return this.carried + this.newConnections
  }

  /** Begins the next minute. Connections go on. */
  clear(): void {
    this.carried = this.openConnections
    this.newConnections = 0
    this.processedBytes = 0
    this.ruleEvaluations = 0
    this.fixedResponses = 0
    this.redirects = 0
    this.redirectsTooLong = 0
    this.tlsErrors = 0
    this.resets.client = 0
    this.resets.target = 0
    this.resets.balancer = 0
    if (this.own.size > 0) this.own = new Map()
    if (this.groups.size > 0) this.groups = new Map()
  }
}
