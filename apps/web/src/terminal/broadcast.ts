type Send = (bytes: Uint8Array) => void

/** Typing into several terminals at once: what is typed into one of the group goes to all of it. */
export class Broadcast {
  readonly #members = new Map<string, Send>()
  #on = false

  /** Returns how to leave. */
  join(id: string, send: Send): () => void {
    this.#members.set(id, send)
    return () => {
      if (this.#members.get(id) === send) this.#members.delete(id)
    }
  }

  switch(on: boolean): void {
    this.#on = on
  }

  /** Typed into this terminal. */
  type(id: string, bytes: Uint8Array): void {
    for (const [member, send] of this.#members) {
      if (member === id || this.#on) send(bytes)
    }
  }
}
