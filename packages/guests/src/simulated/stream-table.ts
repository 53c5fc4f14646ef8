import { FrameStream, type Frame } from './frame-stream.ts'

/** The streams between a guest's thread and the main one, by their number; each side has such a table. */
export class StreamTable {
  readonly #streams = new Map<number, FrameStream>()
  readonly #post: (stream: number, frame: Frame) => void
  /** Called when the last one has closed. */
  onEmpty: () => void = () => {}

  constructor(post: (stream: number, frame: Frame) => void) {
    this.#post = post
  }

  get size(): number {
    return this.#streams.size
  }

  open(number: number): FrameStream {
    const stream = new FrameStream((frame) => this.#post(number, frame))
    this.#streams.set(number, stream)
    stream.on('close', () => {
      this.#streams.delete(number)
      if (this.#streams.size === 0) this.onEmpty()
    })
    return stream
  }

  find(number: number): FrameStream | undefined {
    return this.#streams.get(number)
  }

  /** Frames of a stream that closed meanwhile are of no interest. */
  receive(number: number, frame: Frame): void {
    this.#streams.get(number)?.receive(frame)
  }

  /** The other side is gone. */
  lose(): void {
    for (const stream of this.#streams.values()) stream.lost()
  }
}
