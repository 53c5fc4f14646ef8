export type ServiceName =
  | 'ec2'
  | 'ssm'
  | 'ec2-instance-connect'
  | 'sts'
  | 'iam'
  | 'auto-scaling'
  | 'elastic-load-balancing-v2'
  | 'cloudwatch'
  | 'service-quotas'
  | 'pricing'
  | 'cost-explorer'
  | 'budgets'
  | 'savingsplans'

export type Protocol =
  | 'ec2Query'
  | 'awsQuery'
  | 'awsJson1_0'
  | 'awsJson1_1'
  | 'restJson1'
  | 'rpc-v2-cbor'

/** What came over HTTP; the body already inflated and capped (`readBody`). Header names in lower case. */
export interface WireRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  /** The body as it was sent, where it came deflated: what its signature speaks of. */
  readonly sentBody?: Uint8Array
}

/** Which operation a request asks for, found without reading its input. */
export interface WireCall {
  readonly service: ServiceName
  readonly operation: string
  readonly protocol: Protocol
  /** From `Authorization` or `X-Amz-Credential`, unverified; absent on unsigned calls. */
  readonly signer?: Signer
}

export interface Signer {
  readonly accessKeyId: string
  readonly region: string
  /** Signing name, e.g. `elasticloadbalancing`. */
  readonly signingName: string
  readonly sessionToken?: string
}

/** A refusal by the wire layer or an operation, in AWS's terms. */
export interface WireError {
  readonly code: string
  readonly message: string
  /** HTTP status; 5xx is the server's fault. */
  readonly status: number
}

export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Chunks of at most 128 KiB, made on demand: the server yields to the event loop between them. A short answer is one chunk. */
  readonly body: Iterable<Uint8Array>
}

/*
 * The facade (index.ts), to be implemented:
 *
 *   identify(request: WireRequest): WireCall                      throws WireFault (unknown service, version, action)
 *   loadService(service: ServiceName): Promise<ServiceModel>      imports the SDK client once, lazily
 *   ServiceModel.operations: ReadonlySet<string>                  every operation AWS has
 *   ServiceModel.decodeInput(call, request): unknown              typed input; throws WireFault with AWS's code and message
 *   ServiceModel.encodeOutput(call, output, requestId): WireResponse
 *   encodeError(call | undefined, request, error: WireError, requestId): WireResponse
 *   readBody(stream, headers, maxBytes): Promise<Uint8Array>      inflates gzip, caps both sizes
 *   class WireFault extends Error implements WireError
 */
