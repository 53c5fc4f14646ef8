const granularityMs = 10
const maxTimeoutMs = 1000
const initialTimeoutMs = 200
const initialRoundTripMs = 100
const roundTripGain = 1 / 8
const variationGain = 1 / 4

/** How long to wait for an acknowledgement, learnt from those that came (RFC 6298 with the plugin's constants). */
export class RoundTrip {
  #smoothedMs = initialRoundTripMs
  #variationMs = 0
  #timeoutMs = initialTimeoutMs

  get timeoutMs(): number {
    return this.#timeoutMs
  }

  /** Of a frame sent once only: the acknowledgement of a resent one may belong to either sending. */
  measure(roundTripMs: number): void {
    const error = Math.abs(this.#smoothedMs - roundTripMs)
    this.#variationMs = (1 - variationGain) * this.#variationMs + variationGain * error
    this.#smoothedMs = (1 - roundTripGain) * this.#smoothedMs + roundTripGain * roundTripMs
    const wantedMs = this.#smoothedMs + Math.max(granularityMs, 4 * this.#variationMs)
    this.#timeoutMs = Math.min(maxTimeoutMs, wantedMs)
  }
}
