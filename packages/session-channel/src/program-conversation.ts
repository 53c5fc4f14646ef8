import type { Cancel } from '@brume/clock'
import { PayloadType } from './codec.ts'
import type { Conversation, ConversationHost } from './conversation.ts'
import type { Program } from './program.ts'
import type { CommandService, ShellService } from './service.ts'
import { isSameSize, parseSize } from './terminal-size.ts'
import type { TerminalSize } from './terminal-size.ts'

/** How long the first size may be waited for; clients that never send one get the usual terminal. */
const sizeWaitMs = 500
const defaultSize: TerminalSize = { cols: 80, rows: 24 }
const signalBytes = new Set([0x03, 0x1c])

/** A session with one program: a shell or a command, opened once the client has told its size. */
export class ProgramConversation implements Conversation {
  readonly #service: ShellService | CommandService
  readonly #host: ConversationHost
  #state: 'sizing' | 'starting' | 'running' | 'over' = 'sizing'
  #program: Program | undefined
  #isProgramPaused = false
  #size: TerminalSize | undefined
  #early: Uint8Array[] = []
  #cancelSizeWait: Cancel = () => undefined

  constructor(service: ShellService | CommandService, host: ConversationHost) {
    this.#service = service
    this.#host = host
  }

  begin(): void {
    this.#cancelSizeWait = this.#host.clock.after(sizeWaitMs, () => this.#start(defaultSize))
  }

  receive(payloadType: number, payload: Uint8Array): void {
    if (this.#state === 'over') return
    if (payloadType === PayloadType.size) this.#resize(parseSize(payload))
    else if (payloadType === PayloadType.output) this.#input(payload)
  }

  drained(): void {
    if (!this.#isProgramPaused) return
    this.#isProgramPaused = false
    this.#program?.resume()
  }

  close(): void {
    this.#state = 'over'
    this.#cancelSizeWait()
    this.#program?.close()
    this.#program = undefined
  }

  #resize(size: TerminalSize | undefined): void {
    if (size === undefined || isSameSize(size, this.#size)) return
    this.#size = size
    this.#host.touch()
    if (this.#state === 'sizing') this.#start(size)
    else this.#program?.resize(size)
  }

  #input(bytes: Uint8Array): void {
    this.#host.touch()
    if (this.#state === 'sizing') this.#start(this.#size ?? defaultSize)
    if (this.#service.sessionType === 'NonInteractiveCommands') {
      // Such a command reads nothing; only the keys that stand for signals reach it.
      const signals = bytes.filter((byte) => signalBytes.has(byte))
      if (signals.length === 0) return
      bytes = signals
    }
    if (this.#program === undefined) this.#early.push(bytes)
    else this.#program.write(bytes)
  }

  #start(size: TerminalSize): void {
    this.#cancelSizeWait()
    this.#state = 'starting'
    this.#size = size
    const errorType = this.#separatesOutput ? PayloadType.standardError : PayloadType.output
    this.#service
      .open({
        size,
        output: (bytes) => this.#output(PayloadType.output, bytes),
        errorOutput: (bytes) => this.#output(errorType, bytes),
        exited: (code) => this.#exited(code),
      })
      .then(
        (program) => this.#join(program, size),
        (error: unknown) => {
          if (this.#state !== 'over') {
            this.#host.fail(error instanceof Error ? error.message : String(error))
          }
        },
      )
  }

  #join(program: Program, openedWith: TerminalSize): void {
    if (this.#state === 'over') return program.close()
    this.#program = program
    this.#state = 'running'
    if (this.#size !== undefined && !isSameSize(this.#size, openedWith)) program.resize(this.#size)
    for (const bytes of this.#early) program.write(bytes)
    this.#early = []
    this.#pauseIfFull()
  }

  #output(payloadType: number, bytes: Uint8Array): void {
    if (this.#state === 'over') return
    this.#host.send(payloadType, bytes)
    this.#pauseIfFull()
  }

  #pauseIfFull(): void {
    if (this.#isProgramPaused || this.#program === undefined || !this.#host.isFull()) return
    this.#isProgramPaused = true
    this.#program.pause()
  }

  #exited(code: number): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#program = undefined
    if (this.#separatesOutput) {
      this.#host.send(PayloadType.exitCode, Buffer.from(`EXIT_CODE: ${code}`, 'latin1'))
    }
    this.#host.finish()
  }

  get #separatesOutput(): boolean {
    return (
      this.#service.sessionType === 'NonInteractiveCommands' &&
      this.#service.separatesOutput === true
    )
  }
}
