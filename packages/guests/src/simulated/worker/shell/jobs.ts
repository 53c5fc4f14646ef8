/** Something started with `&`. */
export interface Job {
  readonly number: number
  readonly pid: number
  readonly command: string
  state: 'running' | 'done'
  status: number
  readonly done: Promise<number>
  /** Its end has been told. */
  told: boolean
}
