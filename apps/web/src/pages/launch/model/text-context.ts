/** What the texts need to know beside the form. */
export interface TextContext {
  readonly region: string
  /** The AWS endpoint of the embedded cloud; absent on a real account. */
  readonly endpointUrl?: string
}
