import type { Php } from './values.ts'
import type { PhpNode } from './nodes.ts'

/** What a page can reach: its files, its guest's network and programs, and where its output goes. */
export interface PhpHost {
  readonly signal: AbortSignal
  readonly superglobals: Readonly<Record<string, Php>>
  readonly hostname: string
  readonly serverAddress: string
  write(text: string): void
  header(line: string): void
  status(code: number): void
  warning(message: string, file: string, line: number): string
  fail(kind: string, message: string, file: string, line: number): Promise<void>
  breathe(): Promise<void>
  now(): Promise<number>
  sleep(ms: number): Promise<void>
  random(bound: number): number
  parse(source: string, file: string): Promise<PhpNode>
  read(file: string): Promise<string>
  exists(file: string): Promise<boolean>
  put(file: string, text: string, append: boolean): Promise<boolean>
  list(directory: string): string[] | undefined
  execute(command: string): Promise<{ readonly text: string; readonly code: number }>
  resolve(name: string): Promise<string | undefined>
  /** Undefined when there is no answer. */
  fetch(request: {
    readonly url: string
    readonly method: string
    readonly headers: readonly string[]
    readonly body: string
    readonly seconds: number
  }): Promise<{ readonly status: number; readonly text: string } | string>
  /** Why no database can be connected to. */
  databaseError(host: string): Promise<string>
}
